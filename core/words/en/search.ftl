# Search.
search-title = Search
search-how = All forms of names and words in both languages are searched: Kateryna = Ekaterina, in any case. Exactly: "words in quotes".
search-masked = Shown shortened. State the ground to see more.
search-first = Name, tax number, case number or words from a document. The words do not enter the page's address.
search-none-title = Nothing found
search-none-text = All name forms in both languages were tried. Try without the patronymic or by year of birth. The file may not be in your office
search-results = Dossiers found
search-seconds = s
search-why = Why found:
search-total = { $n ->
    [one] { $n } dossier
   *[other] { $n } dossiers
}
search-strip = Strip of the scan with the hit
search-preview = Page with the hit
search-open = Open the dossier
search-logged = Opening it will be logged
search-nameless = The name is not read yet
search-born = born { $name }
search-tax = tax number { $name }
search-office = office { $name }
why-tax_number = tax number matches
why-case_number = case number matches
why-birth_date = birth date matches
why-name = name matches
why-name_form = { $asked } = { $found }
why-name_similar = similar: { $asked } ≈ { $found }
why-other_name = another name in the papers: { $found }
why-document_number = a document's number matches
why-date = date in the papers
why-text = in the text, p. { $page }
why-text_form = in the text in another form, p. { $page }
why-text_similar = similar spelling in the text, p. { $page }
