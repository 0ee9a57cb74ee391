# Dossier: documents, page, fields.
dossier-title = Dossier
dossier-nameless = Dossier { $name }
dossier-number = case № { $name }
dossier-back = results
dossier-documents = Documents
dossier-documents-none = There are no documents yet
dossier-reading = Read { $read } of { $pages } pages
dossier-awaits = { $n ->
    [one] { $n } field awaits a person
   *[other] { $n } fields await a person
}
dossier-tabs = Parts of the dossier
dossier-tab-documents = Documents
dossier-tab-fields = Fields
dossier-tab-concerns = Concerns
dossier-tab-history = History
dossier-tab-viewers = Who looked
dossier-download = PDF/A
dossier-print = Print
dossier-page = Page { $n } of { $all }
dossier-pages = Pages
dossier-page-waiting = This page is not read yet. Its picture comes after reading
dossier-page-failed = This page could not be read. The scan is kept; a concern says what to do
dossier-page-blank = blank back
dossier-page-separator = separator sheet
dossier-page-duplicate = repeats p. { $n }
dossier-text = Text of the page
dossier-text-note = read by machine, not checked
dossier-text-none = There is no text on this page
dossier-hit = hit { $n } of { $all }
dossier-hit-next = Next hit
dossier-fields-of = Fields of the document
dossier-fields-own = Fields of the dossier
dossier-fields-none = No fields were found on this document
dossier-evidence = show on the scan
dossier-conflict = differs
dossier-concerns-none = There are no concerns
dossier-history-none = Nobody has checked anything yet
dossier-history-when = When
dossier-history-who = Who
dossier-history-what = Field
dossier-history-value = Value
dossier-history-verdict = Verdict
dossier-viewers-when = When
dossier-viewers-who = Who
dossier-viewers-what = Action
dossier-viewers-ground = Ground
dossier-field = Field
dossier-value = Value
dossier-state = State
dossier-source = Source
dossier-nearer = Nearer
dossier-farther = Farther
dossier-fit = Fit
dossier-turn = Turn
dossier-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
}
dossier-correct = Check
print-title = Copy from the electronic archive
print-office = Office { $name }
print-foot = { $who } · { $when } · { $ground }
print-digest = Original SHA-256: { $name }
print-go = Print
key-hit = next hit
dossier-history-disputed = { $name }; another person typed otherwise
dossier-history-arbitrated = { $name }; the arbiter's decision
