# One batch: is it going and what is wrong; a page of a batch.
batch-title = Batch
batch-about = office { $office }, from { $day }
batch-tabs = Parts of the batch
batch-tab-wall = Pages
batch-tab-concerns = Concerns
batch-tab-refusals = Refusals
batch-add = Add scans
batch-close = Close scanning
batch-read = read
batch-failed = not read
batch-waiting = waiting
batch-stuck = The oldest page has waited { $name }
batch-pages = pages
batch-dossiers-read = files read
batch-concerns = concerns
batch-files = scans came
batch-sum = accepted + known + refused
batch-left = { $n ->
    [one] { $n } waiting
   *[other] { $n } waiting
}
batch-sound = without faults
batch-page-waiting = waiting
batch-empty-title = The batch has no pages yet
batch-empty-text = Add scans: a file's folder or single scans. Pages appear here as soon as a scan is accepted.
batch-concerns-none = Everything read is free of faults that would need a decision.
refusals-none = No refusals
refusals-none-text = All scans that came were accepted.
refusals-file = Scan
refusals-dossier = File
refusals-why = Why, and what to do
refusals-when = When
page-title = Page { $n } of { $all }
page-like = as { $n }
page-short = p. { $n }
page-separator = separator
page-previous = Previous
page-next = Next
page-measures = Measures
page-size = Size, dots
page-dpi = Resolution, dots per inch
page-confidence = Confidence of the text
page-words = Words
page-sharpness = Sharpness
page-contrast = Contrast
page-skew = Skew
page-turned = Turned
page-blank = Blank
batch-read-waiting = waiting to be read
batch-page-hidden = no picture
batch-rescans = awaiting rescan
batch-tab-rescans = Rescan
page-rescan = rescan: { $name }
page-awaits = The sheet waits to be scanned again: { $name }.
page-offered = This is a new scan of a sheet: it waits to be confirmed beside the old one.
page-replaced = This scan was replaced by a new one. It is kept, but is no part of the file, the search and the fields.
page-blank-set = blank
page-keep = Do not rescan
page-unaccept = Do not accept as is
page-not-blank = Not blank
page-move = Move…
page-move-to = To file
page-move-sure = Move
page-move-no = Leave it here
page-move-back = Move back to the earlier file
page-move-preview = { $n ->
    [one] The page goes to file { $name }, which has { $n } page now. Both files are understood again. It can be moved back.
   *[other] The page goes to file { $name }, which has { $n } pages now. Both files are understood again. It can be moved back.
}
page-move-new = The page goes to file { $name }. There is no such file yet: it is made in this batch. It can be moved back.
page-move-cannot = The page cannot go to file { $name }: it is this file, or a file of another batch. Nothing was changed. Check the number
page-move-clash = The page or the file has changed since. Nothing was moved. Look again
page-moved = The page is in file { $name } now. It shows as soon as both files are understood
page-moved-back = The page is back
wall-mark = Mark
wall-unmark = Clear marks
wall-mark-page = Mark page { $n }
wall-choose = No page is chosen. Go to a page or mark some
wall-failed = Could not be sent. Nothing was changed. Try again
wall-marked = { $n ->
    [one] Marks changed on { $n } page.
   *[other] Marks changed on { $n } pages.
}
wall-rescan = { $n ->
    [one] { $n } page awaits a rescan.
   *[other] { $n } pages await a rescan.
}
wall-keep = { $n ->
    [one] { $n } page is no longer to be rescanned.
   *[other] { $n } pages are no longer to be rescanned.
}
wall-accept = { $n ->
    [one] { $n } page accepted as it is.
   *[other] { $n } pages accepted as they are.
}
wall-unaccept = { $n ->
    [one] The concerns of { $n } page are open again.
   *[other] The concerns of { $n } pages are open again.
}
wall-blank = { $n ->
    [one] { $n } page called blank.
   *[other] { $n } pages called blank.
}
wall-not-blank = { $n ->
    [one] { $n } page is no longer called blank.
   *[other] { $n } pages are no longer called blank.
}
wall-nothing = Nothing was changed.
wall-clash = { $n ->
    [one] { $n } page was just changed by someone else: look at it again.
   *[other] { $n } pages were just changed by someone else: look at them again.
}
wall-idle = { $n ->
    [one] Nothing to do on { $n } page: it is so already, or has no fault.
   *[other] Nothing to do on { $n } pages: they are so already, or have no fault.
}
rescans-none = Nothing to rescan
rescans-none-text = Sheets that someone asked to scan again appear here: key F9 on the wall, button “Rescan” in the concerns.
rescans-text = Add the new scan from here or put it into the folder of the file: a scan of the same name is for the same sheet, others are given out in order. It replaces the old one only when you confirm it.
rescans-who = Asked by
rescans-state = State
rescans-waiting = waiting
rescans-add = Add the new scan
rescans-compare = Compare
rescans-open = To the rescan list
rescan-title = New scan of page { $n }
rescan-old = Old scan
rescan-old-kept = Old scan, kept
rescan-new = New scan
rescan-reading = The new scan is still being read. Reload in a minute.
rescan-confirm = Replace
rescan-confirm-text = The new scan takes the old one's place and the file is understood again. The old one is kept, the replacement can be undone
rescan-decline = Another sheet
rescan-decline-text = The new scan becomes a page of its own at the end of the file, and the old one still awaits a rescan
rescan-confirmed = The new scan has taken the old one's place. The old one is kept.
rescan-clash = Someone else has just changed this scan. What you did was not recorded. This is how it stands now
