# Words shared by all screens.
product = Sprava
product-motto = Electronic archive of pension files

yes = yes
no = no
none = none
unknown = unknown
close = Close
cancel = Cancel
save = Save
continue = Continue
back = Back
next-page = Next
previous-page = To the start
show = show
open = Open
all = all
more = { $n } more
try-again = Try again
updating = Updating…
number-sign = No. { $name }

age-moment = just now
age-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
age-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
age-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
length-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
length-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
unit-byte = B
unit-kilobyte = KB
unit-megabyte = MB
unit-gigabyte = GB

count-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
count-dossiers = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
count-documents = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
count-files = { $n ->
    [one] { $n } scan file
   *[other] { $n } scan files
}
count-concerns = { $n ->
    [one] { $n } concern
   *[other] { $n } concerns
}
count-fields = { $n ->
    [one] { $n } field
   *[other] { $n } fields
}
count-batches = { $n ->
    [one] { $n } batch
   *[other] { $n } batches
}
