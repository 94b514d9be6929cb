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

# catalogue, orders, editions
catalogue-unknown-course = There is no such course, or it is no longer offered.
    .next = Please look for it in the catalogue.
orders-unknown-order = There is no such order, or it is not yours.
    .next = Please look at your own orders.
orders-no-courses = Nothing was chosen. Tick courses in the catalogue.
orders-too-many-courses = An order takes at most { $most } courses; please order in several parts.
orders-wrong-year = “{ $course }” cannot count for study year { $year }. Choose another year, or leave it out.
orders-enrolled-already = You are on “{ $course }” already; there is no need to buy it again.
orders-ordered-already = “{ $course }” stands in an order that waits for its payment. Pay that one, or cancel it first.
orders-amount-differs = { $paid } arrived and { $due } is due: the amounts differ, so nothing was activated.
    .next = Please check what was paid, or ask your bureau.
orders-paid-already = This order is paid; nothing more is needed.
    .next = If you paid twice, ask your bureau for the money back with the bank's advice.
orders-cancelled = This order was cancelled and cannot be paid.
    .next = Please order again; ask your bureau for money that was already paid.
orders-no-reference = Give the reference of the bank, at most 50 characters.
orders-bad-signature = The signature of the payment notice is wrong; it was not accepted.
orders-bad-notice = The payment notice cannot be read; it was not accepted.
house-unknown-gateway = There is no such payment house.
editions-none = No policy of continuing education is published for your territory in { $year } yet.
    .next = Please wait for this year's notice of your bureau.
editions-year-closed = Study year { $year } is not open today. Choose another year.

# learning, media, api
learning-unknown-session = There is no such watch session, or it is not yours.
learning-foreign-lesson = This lesson does not belong to the course.
learning-other-session = Another device (or window) of yours is being credited. One place at a time.
    .next = You may go on here; the other place stops being credited.
learning-bad-segment = { $from } to { $to } seconds is no stretch of this lesson.
learning-bad-seconds = “{ $value }” is no number of seconds: a number from zero on, with at most three decimals.
learning-bad-seq = The number of a beat cannot be below zero.
learning-too-many-segments = At most { $most } segments at a time.
learning-faster-than-clock = More was played than the server's clock allows; the surplus is not credited.
learning-session-ended = This session has ended; press play to begin another.
learning-taken-over = Another device took over; what is played here is not credited.
learning-window-closed = This study year is not open; what is played is not credited.
media-no-captions = This lesson has no captions.
media-no-file = The film cannot be found for the moment.
    .next = What is credited stays. Try again later; if it still fails, tell the administrator.
api-malformed = The body is not the JSON that this address takes: { $why }

# exams
exams-unknown-attempt = There is no such attempt, or it is not yours.
exams-lessons-missing = Not all lessons are complete: the exam is not open.
    .next = Complete the remaining lessons; the exam opens at once.
exams-already-passed = The exam of this course is passed already.
exams-no-attempts-left = At most { $most } attempts at this exam; all are used up.
    .next = Other courses can make up the hours; if you doubt the result, ask your bureau.
exams-attempt-closed = This attempt is closed; the server marks what it held.
    .next = See the result.
exams-still-open = This attempt is still open: there is no result yet.
exams-newer-answer = Another window or device changed this answer since; what was chosen here is not saved.
    .next = The page now shows what the server holds; choose again to change it.
exams-bad-revision = The page does not know the answer that it claims to change. Load it again.
exams-too-many-revisions = This answer was changed too often to be changed again.
exams-bad-position = There is no question { $position } on the paper.
exams-bad-choice = The choice does not fit this question.
exams-bad-question = There is something wrong with the question: { $stem }
exams-bank-too-small = The question bank is too small for a paper.
    .next = Please tell the base that offers the course; your progress stays.
