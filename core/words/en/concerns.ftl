# Concerns: what must be decided.
concerns-title = Concerns
concerns-all = All
concerns-sorts = Sorts of concerns
concerns-none = No concerns
concerns-none-text = What a person must decide will appear here: faults of scans, missing sheets, contradictions.
concerns-choose = Choose a concern from the list: its subject and the possible decisions will stand here.
concerns-clash = Someone has just decided this concern. Your decision was not written down. Look at the next one
concerns-done = Decision written down
concerns-dossier = File
concerns-batch = Batch
concerns-file = Scan
concerns-page = Page
concerns-picture = The page this concern is about
concerns-note = Reason or explanation
concerns-note-hint = Optional; without names and numbers
concerns-withdrawn = After reading again the concern is gone
concerns-decided = Decided: { $what }, { $when }
consequence-list_wrong = What came counts as right
consequence-complete = There are exactly as many sheets as were scanned
consequence-folder_right = The pages stay in this file
consequence-checked = The value was compared with the ink
concerns-undone = The decision is taken back, the concern is open again
concerns-unfit = The file has changed since, so this decision is no longer possible. Nothing was changed. See what is possible now
concerns-reason = Give a reason: without one the decision was not recorded
concerns-undo = Take the decision back
concerns-mark = Mark
concerns-alike = { $n ->
    [one] There is { $n } more of this kind in the list. Mark it, and the decision covers both
   *[other] There are { $n } more of this kind in the list. Mark some, and the decision covers them too
}
concerns-alike-marked = Marked, with the open one: #. The decision covers all of them
concerns-alike-all = Mark all
concerns-alike-none = Clear the marks
concerns-many-done = Concerns decided: { $n }.
concerns-many-taken = Decided before: { $n } ({ $name }). Those decisions stay.
concerns-many-unfit = No longer possible: { $n }. They were not changed.
concerns-many-undone = Concerns open again: { $n }.
concerns-add-text = As soon as the scan is in, the decision “Scan added again” will be here
consequence-rescan = The sheet waits to be scanned again; the present scan stays until the new one is confirmed. Can be taken back
consequence-accept = It stays as it is, with the reason in the journal. Can be taken back
consequence-added = The new scan has come to the file; this one is kept
consequence-blank = The text of the page no longer counts, the file is understood again. Can be taken back
consequence-moved = { $n ->
    [one] { $n } page, from the separator on, goes to file { $name }
   *[other] { $n } pages, from the separator on, go to file { $name }
}. Each is moved back from its own screen
consequence-duplicate = This page counts as a repetition of the earlier one: its text is kept, search and fields skip it. Can be taken back
consequence-different = Both pages stay in the file, neither counts as a repetition. Can be taken back
consequence-restored = The originals of the file are checked now; if one is still wrong, the concern comes again. Cannot be taken back
consequence-retry = The step begins anew with fresh attempts. Cannot be taken back
why = Reason
why-blurred = blurred
why-cut_off = cut off
why-folded_corner = folded corner
why-wrong_side = wrong side
why-fed_double = two sheets fed at once
why-same_paper = the paper is the same
why-readable = all that matters can be read
why-sheet_gone = the sheet cannot be scanned again
