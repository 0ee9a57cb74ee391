# Sign-in and the first administrator.
sign-in-title = Sign in
sign-in-login = Login
sign-in-password = Password
sign-in-enter = Sign in
sign-in-wrong = The login or the password is wrong. Check the keyboard layout and try again
sign-in-wait = { $n ->
    [one] Too many failed attempts. Wait { $n } minute, then try again
   *[other] Too many failed attempts. Wait { $n } minutes, then try again
}
first-title = First administrator
first-text = This link works once. Make the account that everything begins with.
first-make = Make the administrator
