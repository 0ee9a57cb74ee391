# Home: what is waiting for me.
home-title = Home
home-whom = Whom are we looking for?
home-whom-hint = Name, tax number, case number or words from a document
home-find = Find
home-first-title = Where to begin
home-first-text = You are the only one here so far. Add people under “Users”: scanning takes files in, verification checks fields, casework finds files.
home-verify = Verification: awaiting a person
home-verify-go = Continue
home-verify-empty = { $n ->
    [one] The queue is empty. Today: { $n } field
   *[other] The queue is empty. Today: { $n } fields
}
home-verify-today = { $n ->
    [one] You checked { $n } field today
   *[other] You checked { $n } fields today
}
home-concerns = Awaiting a decision
home-grounds = My grounds
home-ground-add = State the ground
home-grounds-none = No grounds yet. To open a file, state the appeal or request you work on.
home-ground = Ground
home-ground-note = Explanation
home-ground-when = Stated
home-audit = Journal
home-audit-unsealed = { $n ->
    [0] All events are in the chain
    [one] { $n } event waits to enter the chain
   *[other] { $n } events wait to enter the chain
}
home-audit-go = Open the journal
home-users = Users
home-users-go = Open users
home-batches = Latest batches
home-last-sign-in = Previous sign-in: { $name }. If this was not you, tell the administrator
