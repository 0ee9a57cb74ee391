# Verification: what is written here?
verify-title = Verification
verify-back = Queue
verify-question = What is written here?
verify-first = Fields come one after another. Enter confirms, and the next strip is already here. Hands stay on the keys.
verify-put-aside = Fields put aside will return to the queue.
verify-empty = The queue is empty
verify-empty-today = { $n ->
    [one] Today: { $n } field
   *[other] Today: { $n } fields
}
verify-waiting = Awaiting a person
verify-held-now = In work now
verify-verified = Verified by people
verify-auto = Accepted by machine
verify-mine = Yours in a day
verify-queue = { $n } in the queue
verify-progress = { $n } of { $all } verified in this dossier
verify-saved = saved { $name }
verify-skip-value = To the value
verify-skip-fields = To the fields
verify-confirm = Confirm
verify-cannot = No value…
verify-later = Postpone
verify-next = Take the next one
verify-variant = variant
verify-nearer = nearer, farther
verify-other-page = other pages
verify-whole = Whole page
verify-ink = Strip of the scan: the value is framed
verify-no-ink = No place on the scan: the value came from other data
verify-page = The page on which the value stands
verify-variants = Variants
verify-no-variants = The machine read nothing
verify-read-here = read here; { $name }
verify-read-else = another reading; { $name }
verify-frequency = 1 in { $n } of such is wrong
verify-frequency-most = most of such are wrong
verify-others = What other places say
verify-no-others = No other document states it
verify-agrees = agrees
verify-differs = differs
verify-waits = { $n } waiting
verify-why-again = Verified already { $name }; a new verdict joins the history
verify-why-disputed = Two people typed different things: an arbiter settles it
verify-why-unread = The machine could not read it
verify-why-auto = Accepted by machine; may be corrected
verify-why-sign = One character is doubtful: { $one } or { $other }
verify-why-differs = Other documents say otherwise
verify-why-unsure = Little certainty: { $name }
verify-held = { $who } has been verifying since { $when }. You may look; one person decides
verify-clash = Someone has just confirmed this field. Which value stays?
verify-clash-who = { $who }, { $when }
verify-clash-machine = Reading again
verify-clash-theirs = Written now
verify-clash-mine = Your value
verify-clash-keep = Keep this
verify-clash-write = Write mine
verify-wrong-empty = A value is never empty. Type it or press F4: illegible, absent, covered
verify-doubt-date = The calendar has no such date. Compare with the ink; if the paper says so, press Enter again
verify-doubt-number = This does not look like a number. Compare with the ink; if the paper says so, press Enter again
verify-doubt-name = Unusual characters in a name. Compare with the ink; if the paper says so, press Enter again
verify-doubt-form = This field usually looks otherwise. Compare with the ink; if the paper says so, press Enter again
verify-doubt-tax-form = A tax number has ten digits. Compare with the ink; if the paper says so, press Enter again
verify-doubt-tax = The tax number's check digit does not match. Compare with the ink; if the paper says so, press Enter again
verify-doubt-proof = The check digits do not match. Compare with the ink; if the paper says so, press Enter again
verify-check-proof = Check digits match
verify-check-no-proof = Check digits do not match
verify-check-tax-birth = The date of birth inside the number matches
verify-check-tax-other = The number holds another date of birth
verify-check-age = { $n ->
    [one] Possible: { $n } year after birth
   *[other] Possible: { $n } years after birth
}
verify-check-before-birth = Before birth
verify-lost = No connection. What you typed is kept here, up to 20 fields, and will be sent when it returns
verify-failed = Could not save. The value is still in the field. Try again
verify-sending = Sending
verify-full = 20 fields are here already, no more fit. What you typed is in place; wait for the connection
verify-none-ahead = The next field is not here yet. What you typed is in place; work goes on when the connection returns
verify-line-wait = What was typed earlier goes first. Nothing is lost; wait for the connection
verify-disputes = Awaiting an arbiter
verify-saved-disputed = saved { $name }; an arbiter will settle the difference
verify-disputed = Two people typed different things here. Both are kept; a third person, the arbiter, will settle it
verify-disputed-typed = Your value was not written:
verify-clash-then = If you write yours, a third person, the arbiter, will settle it
verify-close = Close
verify-closed = document closed
verify-close-open = { $n ->
    [one] Document not closed: { $n } field still awaits a person
   *[other] Document not closed: { $n } fields still await a person
} ({ $which }). What was verified is saved. Confirm the rest or postpone it with F8
verify-close-typed = Document not closed: what you typed is not written yet. It is still in the field. Press Enter, then close
verify-rescan = Rescan…
verify-rescan-asked = Page { $n } is asked to be rescanned: { $why }. The scanning operator sees the request; the field stays with you, F8 postpones it
verify-rescan-before = Page { $n } was asked to be rescanned already. No second request was added; the operator has not decided yet
verify-rescan-decided = Page { $n } was asked about before, and the operator decided: { $what }. No second request was added
