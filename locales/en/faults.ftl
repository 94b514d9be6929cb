# Words of refusals and failures. The key is the code with "-" for "." and "_"; the attribute
# .next says what to do now, where the kind's own .next does not serve.

# By kind, when a code has no words of its own.
fault-invalid = What was entered cannot be taken.
    .title = Something is not right
    .next = Please go back, put it right and send it again.
fault-unauthenticated = You need to sign in first.
    .title = Please sign in
    .next = Sign in and try again.
fault-forbidden = Your account does not have the right to do this.
    .title = Not allowed
    .next = If you think it should, ask your employer's administrator or your bureau.
fault-not-found = There is no such thing, or it is not yours.
    .title = Not found
    .next = Check the address, or start again from the home page.
fault-conflict = This cannot be done in the present state.
    .title = Not possible now
    .next = Load the page again to see how things stand.
fault-too-many = Too many tries.
    .title = Please wait
    .next = Wait a little and try again.
fault-unavailable = The system is busy.
    .title = Out of service for the moment
    .next = What was saved is safe. Please try again shortly.
fault-internal = Something went wrong on our side; you did nothing wrong.
    .title = Our error
    .next = What was saved is safe. Try again shortly; if it fails again, tell the operator the number below.

# web
web-no-such-page = There is no such page.
web-method-not-allowed = This address does not take that kind of request.
web-malformed = The request is malformed.
web-body-too-large = What was sent is too large.
web-bad-token = The access token is wrong or was withdrawn.
web-csrf = We could not make sure that this came from a page of ours; nothing was done.
    .next = Go back, load the page again and send it once more.

# permission
permission-sign-in-first = You need to sign in first.
permission-denied = Your account does not have the right to do this.
permission-not-yours = There is no such thing, or it is not yours.
permission-bad-role = There is no role “{ $value }”.

# kernel
kernel-bad-id = There is no such thing.
kernel-bad-day = “{ $value }” is not a day. Write it like 2022-12-31.
kernel-bad-hours = “{ $value }” is not a number of hours. At most two decimals, such as 12.5.
kernel-bad-category = There is no category “{ $value }”.
kernel-bad-sex = “{ $value }” is not a sex we know.
kernel-bad-phone = A telephone number has 11 digits and begins with 1.
kernel-citizen-id-length = A citizen id has 18 characters: 17 digits and a check character.
kernel-citizen-id-check = The check character of the citizen id does not fit; please compare every digit.
kernel-citizen-id-birthday = The birthday in the citizen id does not exist; please compare it.
kernel-credit-code-shape = A social credit code has 18 digits or capital letters.

# identity
identity-wrong-password = The account or the password is wrong.
    .next = Check both and try again; a forgotten password can be set anew by text message.
identity-locked = Too many wrong passwords: the account is locked. Try again in { $minutes } { $minutes ->
        [one] minute
       *[other] minutes
    }.
    .next = Once it is open again you can also set a new password by text message.
identity-wrong-code = The code is wrong or too old. Check it, or have a new one sent.
identity-code-too-soon = A code was sent just now; another can be sent in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }.
identity-weak-password = A password has at least { $least } characters, letters and digits among them.
identity-phone-taken = Another account uses this telephone.
identity-citizen-id-taken = This citizen id is registered already.
identity-unknown-person = There is no such person.
identity-bad-name = A name must not be empty and has at most { $most } characters.
