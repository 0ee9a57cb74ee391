# Batches: which one needs me.
batches-title = Batches
batches-new = New batch
batches-name = Batch
batches-name-hint = Name or number
batches-wrong = A batch's name cannot be empty, longer than 80 letters or hold a slash. No batch was made. Correct the name
batches-office = Office
batches-progress = Reading
batches-dossiers = Files
batches-pages = Pages
batches-waiting = Waiting
batches-concerns = Concerns
batches-refusals = Refusals
batches-oldest = Waits longest
batches-empty-title = No batches yet
batches-empty-text = Batches will appear here. Begin with the button “New batch” or put folders of scans into the inbox.
