# Concerns: what happened, what is safe, what to do; and the same in two or three words for lists.
concern-file_locked = The scan file is locked with a password, so it gave no pages. The file itself is kept and the rest has been read. Remove the password and add it again
concern-file_locked-short = locked
concern-file_damaged = The scan file is damaged and gives no pages. The file itself is kept and the rest has been read. Scan these sheets again
concern-file_damaged-short = damaged file
concern-file_unsupported = The content is of no kind we read. The file itself is kept. Save the scan as PDF, TIFF, JPEG or PNG and add it again
concern-file_unsupported-short = unknown content
concern-too_many_frames = The scan file has more than { $limit } pages and was not taken apart. The file itself is kept. Split it and add the parts
concern-too_many_frames-short = too many pages
concern-frame_too_large = The picture is too large, { $megapixels } megapixels where 200 are allowed, and was not opened. The file itself is kept. Scan the sheet at 300 dots per inch
concern-frame_too_large-short = picture too large
concern-no_pages = The scan file has no pages. The file itself is kept. Scan the sheets again
concern-no_pages-short = no pages
concern-page_damaged = The page does not open: the scan is damaged. The rest has been read. Rescan this sheet
concern-page_damaged-short = damaged page
concern-page_timeout = Reading the page took longer than allowed and was stopped. The scan is kept and the rest has been read. Look at the page: if it is blurred or too large, rescan it
concern-page_timeout-short = took too long
concern-page_crashed = The reading program stopped at this page. The scan is kept and the rest has been read. Rescan the page or enter the fields by hand
concern-page_crashed-short = reading failed
concern-page_memory = Reading the page needed more memory than allowed. The scan is kept and the rest has been read. Rescan at 300 dots per inch
concern-page_memory-short = out of memory
concern-page_unreadable = The scan is blurred, pale, dark or stained: the text cannot be read, or only badly. The scan is kept. Rescan the sheet; if the paper is like that, accept it as is
concern-page_unreadable-short = read badly
concern-rescan_asked = A person at verification asks to rescan the page: { $reason }. The scan is kept, the rest of the file is read. Rescan the sheet; if the paper looks the same, accept as is
concern-rescan_asked-short = rescan asked
concern-listed_file_missing = { $count ->
    [one] { $count } scan file of the batch list is missing.
   *[other] { $count } scan files of the batch list are missing.
} The others are in. Add the missing ones or correct the list
concern-listed_file_missing-short = files missing
concern-listed_digest_differs = The scan file differs from the batch list: another checksum. What arrived is kept. Find out which one is right and add it
concern-listed_digest_differs-short = checksum differs
concern-sheets_differ = The inventory lists { $listed ->
    [one] { $listed } sheet
   *[other] { $listed } sheets
}, { $scanned } were scanned. What was scanned is kept. Compare with the paper and scan what is missing
concern-sheets_differ-short = sheets differ
concern-separator_differs = The separator sheet names another file than the folder. The pages stay where they were put. Check the number on the paper: move the scans or confirm the folder
concern-separator_differs-short = another file number
concern-values_differ = { $field }: the papers disagree. All values are kept. Put them side by side and choose the one the ink supports
concern-values_differ-short = differs
concern-impossible = { $field }: this cannot be, one date or sum contradicts another. What was read is kept. Compare with the ink
concern-impossible-short = contradiction
concern-perhaps_duplicate = Two pages look alike but are not surely the same. Both are kept. Put them side by side and decide
concern-perhaps_duplicate-short = perhaps a duplicate
concern-verdict_orphaned = After reading again, a document with a field verified by a person is gone. The verdict is kept. Find the new place of this paper
concern-verdict_orphaned-short = verdict without document
concern-original_changed = The stored original no longer matches its checksum. Reading copies are whole. Tell the administrator: it must be restored from backup
concern-original_changed-short = original changed
concern-original_missing = The original is gone from storage. Reading copies are whole. Tell the administrator: it must be restored from backup
concern-original_missing-short = original missing
concern-step_failed = The step “{ $stage }” failed on every attempt. Originals and what was read before are kept. Repeat it; if it fails again, tell the administrator
concern-step_failed-short = step failed
