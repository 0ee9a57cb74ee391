# The frame around every screen and the names of places.
frame-mistake = Error
frame-check = Check what was entered
frame-skip-main = To the content
frame-skip-keys = To the keys
frame-places = Places
frame-keys = Keys of this screen
frame-all-keys = all keys
frame-purpose = Ground
frame-no-purpose = State the ground
frame-training = Training system: the files here are invented
frame-offline = No connection. What is shown may be out of date; it is renewed as soon as the connection returns
frame-print = To print, press P
frame-lock-title = Session paused. What you typed is kept
frame-lock-text = Enter the password and work goes on from the same place.
frame-lock-failed = The password could not be checked: no connection. What you typed is still on the page. Try again

lang-uk = Українська
lang-en = English

place-home = Home
place-search = Search
place-batches = Batches
place-verify = Verification
place-concerns = Concerns
place-audit = Journal
place-users = Users
bar-label = { $done } of { $all } pages read
