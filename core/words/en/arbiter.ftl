# The arbiter: two people typed different values; which one stands in the ink?
arbiter-title = Differences
arbiter-waiting = { $n ->
    [one] { $n } difference awaits your decision
   *[other] { $n } differences await your decision
}
arbiter-first = Two people typed different things. Compare both with the ink and choose the right one, or type your own.
arbiter-empty = No differences for you
arbiter-open = Settle a difference
arbiter-next = Next difference
arbiter-why = Two people typed different things. What does the ink say?
arbiter-skip = To the values
arbiter-a = А
arbiter-b = Б
arbiter-own-value = Own
arbiter-choose = А, Б or own
arbiter-decide = Decide
arbiter-none = Choose А or Б, or type your own value
arbiter-rule = Who typed what is not shown, and the order is random: the ink decides
arbiter-own = Another person decides here
arbiter-own-text = You typed one of the two values. Both are kept; someone who typed neither will settle it.
