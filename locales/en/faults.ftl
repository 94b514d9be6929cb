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
    .next = Go back and use the buttons of the page.
web-malformed = The request is malformed.
    .next = Go back, load the page again and fill it in once more.
web-body-too-large = What was sent is too large.
    .next = Send less, or send it in parts.
web-too-slow = What was sent did not arrive in time; nothing was done.
    .next = Check your connection and send it again.
web-bad-token = The access token is wrong or was withdrawn.
    .next = Use a token that is valid.
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
    .next = Use another one; if this one is yours, ask the bureau of your territory.
identity-citizen-id-taken = This citizen id is registered already.
    .next = If it is yours, ask the bureau of your territory to look into it.
identity-unknown-person = There is no such person.
    .next = Check the name or the number and search again.
identity-bad-name = A name must not be empty and has at most { $most } characters.

# catalogue, orders, editions
catalogue-unknown-course = There is no such course, or it is no longer offered.
    .next = Please look for it in the catalogue.
catalogue-unknown-lesson = There is no such lesson, or it is no longer offered.
    .next = Go back to the course and enter from its list.
catalogue-unknown-media = There is no such video, or it is no longer offered.
    .next = Enter again from the course; if it is still missing, tell the base that offers it.
catalogue-unknown-base = There is no such base, or it is not yours.
catalogue-no-lessons = The course has no lessons, or all of them together are too short for a hundredth of an hour.
    .next = Add lessons and save again.
catalogue-unknown-question = There is no such question; the lesson may have been changed meanwhile.
    .next = Load the page again.
catalogue-bad-question = Question { $number } of the lesson cannot be asked: { $why ->
        [text] a text is empty or longer than 500 characters
        [options] it needs two to six different options
        [key] none of its options is marked as right
       *[moment] its moment lies outside of the lesson
    }.
    .next = Mend it and save again.
catalogue-too-many-questions = A lesson takes at most { $most } questions.
    .next = Take some out and save again.
orders-unknown-order = There is no such order, or it is not yours.
    .next = Please look at your own orders.
orders-no-courses = Nothing was chosen. Tick courses in the catalogue.
orders-too-many-courses = An order takes at most { $most } courses; please order in several parts.
orders-wrong-year = “{ $course }” cannot count for study year { $year }. Choose another year, or leave it out.
orders-enrolled-already = You are on “{ $course }” already; there is no need to buy it again.
    .next = Please find it among your own courses.
orders-ordered-already = “{ $course }” stands in an order that waits for its payment. Pay that one, or cancel it first.
    .next = Please look at your own orders.
orders-amount-differs = { $paid } arrived and { $due } is due: the amounts differ, so nothing was activated.
    .next = Please check what was paid, or ask your bureau.
orders-paid-already = This order is paid; nothing more is needed.
    .next = If you paid twice, ask your bureau for the money back with the bank's advice.
orders-cancelled = This order was cancelled and cannot be paid.
    .next = Please order again; ask your bureau for money that was already paid.
orders-public-order-waiting = Your order { $number } with public subjects waits for its payment.
    .next = Public subjects are charged together for the year: pay or cancel that order before ordering more.
orders-not-paid = This course is ordered but not paid, so it cannot be studied yet.
    .next = Pay it under “My orders”; the course is active as soon as the payment arrives.
orders-not-enrolled = You are not on this course.
    .next = Order and pay it first.
orders-reference-used = This bank reference stands beside another order.
    .next = Check the reference; one transfer confirms one order.
orders-own-order = Nobody confirms the payment of her own order.
    .next = Ask another officer with the cashier's right.
orders-no-reference = Give the reference of the bank, at most 50 characters.
orders-enrolment-ended = This enrolment ended on { $day } and cannot be learnt on any more. What you learnt stays.
    .next = Your employer gave the seat away or asked for its money. Ask your employer, or order the course yourself.
orders-of-group = Your employer placed this order; it is paid and cancelled as a whole.
    .next = If you do not need the course, tell your employer's admin.
orders-unknown-group = There is no such order of an employer.
    .next = Look among the orders for the staff.
orders-no-seats = There is nobody for whom something could be ordered.
    .next = Everybody you chose is enrolled or has ordered; choose other courses or people.
orders-too-many-seats = An order for the staff takes at most { $most } seats, and you chose { $seats }.
    .next = Choose fewer courses or people and order in several parts.
orders-group-changed = Seats or prices have just changed, so nothing was ordered.
    .next = Check what is shown now, then order.
orders-refund-pending = The money for “{ $course }” is being asked back, so it cannot be ordered now.
    .next = When that is decided, the course can be ordered again.
orders-seat-gone = Nothing can be done with this seat now: it was given away, its money is asked back, or the order is not paid.
    .next = See where the seat stands on the page of the order.
orders-same-person = The seat is hers already.
    .next = Choose somebody else.
orders-who-unclear = Say for whom you order: where people are ticked, choose “by name” too.
    .next = Choose one of everybody, a department, or by name, and look again.
orders-not-staff = Choose somebody who works at your employer.
orders-cannot-take-seat = { $name } cannot take a seat of “{ $course }”: she is on it already, or an order of hers waits.
    .next = Choose somebody else, or wait until that order is settled.
orders-price-differs = { $paid } was paid for this seat, and she would be charged { $price }: at another price it cannot be given to her.
    .next = Order the course for her, and ask for the money of this seat.
orders-unknown-refund = There is no such request for money.
orders-own-refund = Nobody decides on a refund that she asked for herself.
    .next = Let another colleague with the cashier's right do it.
orders-refund-decided = This request was answered already.
orders-no-words = Say why, in at most { $most } characters.
orders-bad-signature = The signature of the payment notice is wrong; it was not accepted.
    .next = Check the key of the signature and send the notice again.
orders-bad-notice = The payment notice cannot be read; it was not accepted.
orders-unknown-enrolment = There is no such enrolment, or it is not yours.
    .next = Please look at your own courses.
orders-bad-status = There is no state of orders “{ $value }”.
house-unknown-gateway = There is no such payment house.
editions-none = No policy of continuing education is published for your territory in { $year } yet.
    .next = Please wait for this year's notice of your bureau.
editions-year-closed = Study year { $year } is not open today. Choose another year.
    .next = The catalogue shows which years are open now.

# learning, media, api
learning-unknown-session = There is no such watch session, or it is not yours.
    .next = Go back to the course and press play again.
learning-foreign-lesson = This lesson does not belong to the course.
    .next = Go back to the course and enter from its list.
learning-other-session = Another device (or window) of yours is being credited. One place at a time.
    .next = You may go on here; the other place stops being credited.
learning-bad-segment = { $from } to { $to } seconds is no stretch of this lesson.
learning-bad-seconds = “{ $value }” is no number of seconds: a number from zero on, with at most three decimals.
learning-bad-seq = The number of a beat cannot be below zero.
learning-too-many-segments = At most { $most } segments at a time.
learning-faster-than-clock = More was played than the server's clock allows; the surplus is not credited now.
    .next = Go on playing; the surplus is remembered and credited only as the clock goes on.
learning-too-scattered = Too many separate pieces of this lesson were played; new ones are not recorded.
    .next = Play it through from the start; what is missing is filled in.
learning-day-full = Today has credited as much as the rules of this study year allow; the rest is not credited.
    .next = Go on tomorrow; what was credited today stays.
learning-outside-hours = Nothing is credited at this time of the day.
    .next = Learn within the hours that the course page shows; what was credited stays.
learning-unknown-check = There is no such question, or it is not yours.
    .next = Go back to the course and press play again.
learning-bad-option = The number of an answer is a whole number from 0 to { $most }.
learning-busy = Something of yours is being recorded elsewhere; send it once more.
learning-session-ended = This session has ended; press play to begin another.
learning-taken-over = Another device took over; what is played here is not credited.
    .next = To go on here, press play again.
learning-window-closed = This study year is not open; what is played is not credited.
    .next = What was credited stays; the catalogue shows which years are open now.
learning-check-missed = A presence check was not answered: what was credited since the last proof was taken back.
    .next = Watch the stretch again and it counts.
learning-unexplained = The record of this stretch contradicts itself.
    .next = Dispute it, and an officer of your bureau looks at it.
learning-bad-stretch = This is not a stretch of the lesson: write minutes:seconds, the beginning first, within its length and within what is disputed.
learning-no-words = Say what happened, in at most { $most } characters.
learning-nothing-lacks = All of this stretch is counted already: there is nothing to dispute or to credit.
learning-already-disputed = A dispute about a part of this stretch waits for its answer.
    .next = Wait for the answer, or withdraw that one first.
learning-too-many-disputes = { $most } of your disputes wait for an answer.
    .next = Wait for answers, or withdraw some.
learning-unknown-dispute = There is no such dispute, or it is not yours.
    .next = Go back to the learning record.
learning-own-dispute = This dispute is your own: you cannot answer it.
    .next = Another officer must.
learning-no-reason = Give a reason, in at most { $most } characters.
learning-no-ruling = Choose to credit or to refuse.
learning-dispute-settled = This dispute was settled already.
    .next = If a question remains, dispute it again.
media-no-captions = This lesson has no captions.
    .next = You can go on without them.
media-no-file = The film cannot be found for the moment.
    .next = What is credited stays. Try again later; if it still fails, tell the administrator.
api-malformed = The body is not the JSON that this address takes: line { $line }, character { $column } does not fit.

# exams
exams-unknown-attempt = There is no such attempt, or it is not yours.
exams-lessons-missing = Not all lessons are complete: the exam is not open.
    .next = Complete the remaining lessons; the exam opens at once.
exams-already-passed = The exam of this course is passed already.
    .next = What it earned stands in the ledger.
exams-no-attempts-left = At most { $most } attempts at this exam; all are used up.
    .next = Other courses can make up the hours; if you doubt the result, ask your bureau.
exams-attempt-closed = This attempt is closed; the server marks what it held.
    .next = See the result.
exams-still-open = This attempt is still open: there is no result yet.
    .next = Submit it, or wait until its time is over.
exams-newer-answer = Another window or device changed this answer since; what was chosen here is not saved.
    .next = The page now shows what the server holds; choose again to change it.
exams-bad-revision = The page does not know the answer that it claims to change. Load it again.
exams-too-many-revisions = This answer was changed too often to be changed again.
    .next = The answer that was saved last stands; please go on with the other questions.
exams-bad-position = There is no question { $position } on the paper.
    .next = Go back to the paper and choose one of its questions.
exams-bad-choice = The choice does not fit this question.
exams-bad-question = There is something wrong with the question: { $stem }
exams-bank-too-small = The question bank is too small for a paper.
    .next = Please tell the base that offers the course; your progress stays.
exams-bad-kind = There is no kind of question “{ $value }”.
exams-bad-closed-why = There is no reason “{ $value }” for closing an attempt.

# identity, hours, ledger and reports, as offices meet them
identity-no-reason = Say why you read the number. The reason is kept, and the person sees it.
employers-unknown-employer = There is no such employer, or it is not yours.
employers-employed-already = This person is registered with an employer already.
    .next = End that employment first, then register the new one.
employers-unknown-registration = There is no such application, or it is not yours.
employers-unknown-department = The employer has no such department, or it is closed.
employers-unknown-employment = There is no such post, or it is not of your employer.
employers-unknown-change = There is no such change of territory, or it is not yours.
employers-bad-name = The name must not be empty and has at most { $most } characters.
employers-no-sector = Choose a sector.
employers-no-territory = Choose a territory.
employers-code-doubtful = The check character of the credit code does not fit. Compare it with the certificate letter by letter; if it does stand there like this, say so here and the bureau will look at it.
employers-code-needs-scan = Add a scan or photograph of the certificate (pdf, jpg or png), so that the bureau can check the code.
employers-code-registered = The employer of this credit code is registered.
    .next = Ask an admin of that employer to make you one too; where none is left, ask the bureau of the territory to appoint you.
employers-code-waiting = Somebody else's application for this credit code is being looked at.
    .next = Wait for the answer and ask that employer's admin, or ask the bureau of the territory.
employers-too-many-waiting = You have { $most } applications waiting and cannot make another.
    .next = Wait for an answer, or take one back.
employers-decided-already = This was decided or taken back already.
employers-own-registration = You applied for this yourself; another officer must decide.
employers-no-words = Say what this is about, in at most { $most } characters.
employers-override-needs-words = The check character of the credit code does not fit. To accept it, say what you have checked.
employers-nobody-found = Nobody was found: the telephone (or citizen id) and the name do not belong together, or are not registered.
    .next = Ask the person and fill it in again.
employers-last-admin = You are the last admin and cannot leave yet.
    .next = Add another admin first.
employers-admins-left = This employer has admins still; they add others themselves.
    .next = Where an admin has left for good, end the role first.
employers-too-many-admins = An employer has at most { $most } admins.
employers-department-taken = There is a department of that name.
employers-department-not-empty = { $count } people are in the department; it cannot be closed.
    .next = Move them to other departments first.
employers-too-many-departments = An employer has at most { $most } departments.
employers-same-territory = The employer lies there already.
employers-change-waiting = Another change of territory is being looked at.
    .next = Wait for the answer, or take it back.
employers-same-standing = That is what stands for this day already.
employers-bad-day = The day must not be after today, nor more than eighty years ago.
employers-day-before-post = This overlaps another post ({ $day }). Check the days.
employers-bad-post = Fill this in, with at most { $most } characters.
employers-bad-end = There is no reason “{ $value }” for leaving.
employers-ended-already = This post has ended already.
employers-outside-span = This person did not work for you in { $year }. Only her employer of that year and the bureau see its hours.
rosters-unknown-joining = There is no such invitation or claim, or it is not yours.
rosters-answered-already = This was answered or taken back already.
rosters-works-here = This person works there already.
rosters-too-many-claims = { $most } claims of yours wait; you cannot make another.
    .next = Wait for an answer, or take one back.
rosters-own-joining = This is your own claim; another admin or the bureau must answer it.
rosters-with-employer = The employer still has time to answer; the bureau acts after that.
rosters-arriving = A list that is being imported has this person; try again in a moment.
rosters-unknown-roster = There is no such list, or it is not your employer's.
rosters-busy = Another list is being worked on; wait until it is finished.
rosters-no-rows = Nothing stands below the headings.
rosters-not-checked = The list is not checked yet, or it is finished.
rosters-has-faults = { $count } rows must be mended; the list does not come into force.
    .next = Mend them and upload the list again.
rosters-nothing-to-do = Everything is as the list says already.
rosters-not-running = Nothing of this list is being worked on.
rosters-not-in-force = The list is not in force and cannot be undone.
rosters-acted-upon = { $name } has acted since, so the list cannot be undone as a whole.
rosters-bad-name = Too long: at most { $most } characters.
rosters-double-row = The same identity number as in row { $row }.
rosters-double-phone = The same telephone as in row { $row }.
rosters-name-mismatch = This identity number is registered with another name.
rosters-phone-taken = Somebody else signs in with this telephone.
rosters-phone-needed = Somebody new needs a telephone to sign in for the first time.
rosters-bad-day = Not after today, and not more than eighty years ago.
rosters-day-before-last = This overlaps another post of the person; check the day.
rosters-arriving-elsewhere = Another list that is being imported has this person; check again in a moment.
rosters-too-many-departments = Too many departments: an employer has at most { $most }.
identity-arriving = A list that is being imported has this person or telephone; try again in a moment.
employers-arriving = A list that is being imported has this person or department; try again in a moment.
employers-bad-sector = There is no sector “{ $value }”.
hours-unknown-year = The rules in force say nothing about the study year { $year }.
    .next = Please choose another study year.
hours-bad-hours = Hours recognised at once must be more than 0 and at most { $most }.
hours-no-evidence = Name the evidence, in at most { $most } characters.
hours-no-reason = Say why it is to be revoked, in at most { $most } characters.
hours-own-hours = You cannot decide on hours of your own.
    .next = Please ask another officer.
hours-unknown-revocation = There is no such proposal.
hours-not-revocable = This entry is revoked, or is itself a revocation.
hours-already-proposed = A proposal to revoke this entry waits for its decision already.
    .next = Please wait for the decision of another officer.
hours-same-officer = You proposed this revocation, so you cannot decide it.
    .next = Please leave it to another officer.
hours-already-decided = Somebody else has decided this proposal otherwise.
hours-seat-learnt = A minute was credited on this seat, so it cannot be given to anybody else.
    .next = You may ask for its money by the rule.
hours-seat-disputed = The learner disputes her record on this course; until that is answered the seat cannot be given away.
    .next = Wait for the answer.
hours-no-refunds = The rules under which this was paid give nothing back.
    .next = Ask the bureau of your territory.
hours-seat-not-refundable = For one of these seats nothing goes back.
    .next = Leave it out; the page says why.
hours-no-seat-chosen = No seat was chosen.
    .next = Tick the seats whose money shall go back.
hours-refund-changed = What goes back has just changed to { $fen }; nothing was asked yet.
    .next = Check it, then ask.
hours-bad-verdict = There is no verdict “{ $value }”.
ledger-not-revocable = This entry is revoked, or is itself a revocation.
ledger-unknown-entry = There is no such entry in the ledger.
ledger-no-hours = Only more than zero hours can be posted to the ledger.
reports-returned = The report was returned; the person must draw it up again first.
    .next = The person mends what the reason says, then draws it up again.
reports-not-confirmed = The employer has not confirmed this report yet.
    .next = Please wait for the employer.
reports-already-confirmed = The employer has confirmed it; the report is with the bureau and only the bureau can return it.
    .next = Ask the bureau if it must be returned.
reports-already-approved = The report is approved and stays so.
    .next = If something in it is wrong, ask the bureau of the territory.
reports-no-longer-complete = The year is no longer complete: { $public } public and { $professional } professional are missing. It cannot be approved.
    .next = Return it; the person makes up the hours and draws it up again.
reports-same-person = You confirmed this report for the employer, so you cannot approve it.
    .next = Please leave it to another officer.
reports-own-report = You cannot approve your own report.
    .next = Please leave it to another officer.
reports-no-reason = Say why it is returned.
reports-reason-too-long = The reason is too long: at most { $max } characters.
reports-unknown = There is no such report, or it is not yours.
db-too-old = The schema is older than the program (version { $version }). Run xueshi migrate.
db-too-new = The schema is newer than the program (version { $version }). Use a newer program.
db-conflict = This exists already, or somebody changed it just now; nothing was saved.
db-full = The server’s disk is full; nothing was done and nothing was kept.
    .next = Try again later; it recovers by itself when there is space again.
db-unavailable = The database cannot be reached or is too busy; nothing was done.
db-bad-address = The database address “{ $address }” cannot be used: it begins with sqlite: or postgres://.
    .next = Mend `database` in the configuration, then start again.
db-missing = There is no such thing, or it is there no longer.

# certificates, cards, reports of a learner, decisions
certificates-unknown = There is no such certificate, or it is not yours.
    .next = See “Certificates”.
certificates-revoked = The hours behind this certificate were revoked: it is not printed any more.
    .next = The ledger says why; if you disagree, ask the bureau of your territory.
certificates-not-passed = The exam of this course is not passed: no certificate is issued.
    .next = Take the exam; once it is passed the certificate is issued by itself.
certificates-no-hours = No hours were posted for this course: no certificate is issued.
    .next = Compare the ledger; if in doubt, ask the bureau of your territory.
cards-unknown = There is no such card yet, or it is not yours.
    .next = See under “Annual report” how far it is.
cards-suspended = Hours of this year were revoked, or an exam that stood for them was taken back, and what is left is below what is owed: the card is suspended and not printed.
    .next = The ledger says why. Once the gap is closed the card stands again by itself.
cards-not-approved = The annual report is not approved: no card is issued.
    .next = See under “Annual report” how far it is.
cards-never-issued = The number { $number } was never issued.
    .next = Compare every character; if it still does not fit, ask the bureau that is said to have issued it.
cards-number-malformed = This is no number of a certificate or card of ours; perhaps one character is wrong.
    .next = Compare every character with the document and try again.
reports-hours-short = Hours are missing: { $public } public, { $professional } professional.
    .next = Close the gap, then draw up the report.
reports-exams-missing = { $count ->
    [one] One exam is
   *[other] { $count } exams are
} not passed.
    .next = Pass them, then draw up the report.
reports-no-employer = No employer is recorded for you, so nobody could confirm the report.
    .next = Ask the bureau of your territory to record your employment.
reports-year-not-owed = The rules of today ask nothing for { $year }: no report is needed.
    .next = Please choose another study year.
reports-bad-status = There is no state of reports “{ $value }”.
decisions-unknown-decision = There is no such answer, or it is not yours.
decisions-choose-one = Please choose one.
decisions-missing-level = Please choose the level for title review.
decisions-missing-degree = Please choose the degree for title recognition.
decisions-no-edition = No edition of the rules covers this day. Please choose another.
decisions-born-after-application = The day of application is before the birthday. Please check it.
decisions-transfer-after-application = The transfer is after the day of application. Please check it.
decisions-too-much-supposed = At most { $most } things can be supposed at once. Suppose fewer.
decisions-edition-away = The edition { $edition } ({ $digest }) that made this decision is not at hand, so it cannot be computed again.
    .next = Try a folder of packs that has it: --policies DIR.
decisions-replay-differs = Computed again from the facts on file, the decision differs from the one that was shown.
    .next = Keep everything as it is and tell the operator: the program or the data was changed.
decisions-implausible-birthday = The birthday { $born } cannot be right: on the application day { $on } the person is younger than { $least } or older than { $most }.
    .next = Check the birthday (the identity number) and the application day.
decisions-too-many = At most { $most } applicants at once. Please send them in parts.
decisions-bad-parameter = The parameter “{ $value }” is unknown, or stands twice; nothing was decided.
    .next = The address takes one parameter: edition (the id of an edition).
decisions-blank-line = The line is blank; nothing was decided.
    .next = Remove the blank line, or put an applicant there, then send it again.
decisions-line-too-long = The line is too long; it was not decided.
    .next = Check whether something else slipped into the line, then send it again.
decisions-invalid-utf8 = The line is not UTF-8; it was not decided.
    .next = Save the file as UTF-8 and send it again.
decisions-malformed-json = The line is not well-formed JSON; it was not decided.
decisions-unknown-field = The field “{ $place }” is not known.
    .next = Check its name; leave out what is not needed.
decisions-duplicate-field = A field stands twice.
    .next = Keep only one of them.
decisions-missing-field = The field “{ $place }” is required and missing.
    .next = Add it and send it again.
decisions-wrong-type = The field “{ $place }” has the wrong type.
decisions-unknown-name = The field “{ $place }” does not take this value: { $detail }
decisions-bad-day = The field “{ $place }” is not a day of the calendar: { $detail }
    .next = Write it like 2022-12-31.
decisions-bad-year = The field “{ $place }” is not a year: { $detail }
decisions-bad-hours = The field “{ $place }” is not a number of hours: { $detail }
    .next = Hours are text, not below zero, with at most two decimals, such as "12.5".
decisions-unknown-territory = There is no policy for this territory; nothing was decided.
    .next = Check the code of the territory, or ask the region.
decisions-unknown-edition = There is no such edition; nothing was decided.
    .next = Check its id; without one, territory and day of application choose it.
decisions-unknown-category = The edition has no category “{ $detail }” ({ $place }).
    .next = The categories are public and professional.

# server
server-cannot-listen = Cannot listen on { $address }: { $why }
    .next = Make sure that no other program uses this address, or choose another with --listen.

# config
config-secret = The secret cannot be used: { $why }
    .next = Prepare the file of the secret as it says, then start again.

# demo
demo-foreign-database = The database in this folder was not made by the demo; it was left as it is.
    .next = Choose an empty folder with --data.

# documents
documents-bad-fonts = The font { $path } cannot be used: { $reason }
    .next = Choose another folder of fonts, then start again.
documents-missing-glyph = No font has the character “{ $character }” ({ $codepoint }); the document was not made.
    .next = Ask the operator to install a font that has it, then try again.

# Sheets
sheets-unreadable = This file cannot be read: it is neither an xlsx workbook nor text.
    .next = Open it in a spreadsheet, save it as xlsx or csv, and upload that.
sheets-empty = The file is empty.
    .next = Please check that it is the right one.
sheets-old-or-locked = This is an old workbook (xls) or one with a password; it cannot be read.
    .next = Remove the password, save it as xlsx, and upload that.
sheets-macros = The workbook holds macros and is not taken.
    .next = Save it as an xlsx without macros, or as csv.
sheets-too-large = The file is larger than { $most } MB.
    .next = Remove pictures and other sheets, or upload it in parts.
sheets-too-much-inside = Unpacked, the workbook is larger than { $most } MB; it was not read.
    .next = Copy the list to a new workbook, or save it as csv, and upload that.
sheets-too-many-rows = There are more than { $most } rows.
    .next = Please upload it in parts.
sheets-too-many-columns = Row { $row } has more than { $most } columns.
    .next = Please remove columns that do not belong to the list.
sheets-too-many-merges = There are too many merged areas (more than { $most }).
    .next = Please unmerge the cells and upload again.
sheets-no-headings = No row of headings was found. At least these are needed: { $needed }.
    .next = Please use the template; the headings must stand in the first 20 rows.
sheets-double-heading = The heading “{ $heading }” stands twice (columns { $columns }).
    .next = Please remove one of the columns.
sheets-missing-column = These columns are missing: { $headings }.
    .next = Please add them after the template.
sheets-cell-empty = This is not filled in.
sheets-cell-too-long = The text is longer than { $most } characters: { $value }
sheets-cell-merged = It is covered by the merged area { $area }, which counts for its first row only. Please unmerge it and fill in each row.
sheets-cell-failed = The formula failed: { $value }
sheets-cell-bytes = There are spoilt characters: { $value }. Please save it as xlsx or as csv in UTF-8.
sheets-cell-digits-lost = The number was kept as a quantity, and its last digits are lost: { $value }. Please format the cell as text and type it again.
sheets-cell-no-day = “{ $value }” is not a day; please write it like 2022-09-01.
sheets-cell-no-year = “{ $value }” is not a year; please write it like 2021.
sheets-cell-no-flag = Please change “{ $value }” to 是 (yes) or 否 (no).
sheets-cell-no-hours = “{ $value }” is not a number of hours; please write it like 12.5, with at most two decimals.

# Lists of applicants
committee-no-file = No file was chosen.
    .next = Please choose a file, then upload it.
committee-unreadable-file = This file cannot be read; it may be damaged.
    .next = Please save it as csv and upload that.
batches-unknown-batch = There is no such list, or it is not your committee’s.
batches-not-checked = The list is not checked yet, or was stopped; it cannot be decided.
    .next = Please wait for the check, or upload it again.
batches-not-running = The list is finished; nothing of it is in work.
batches-still-running = The list is in work and cannot be erased.
    .next = Stop it first, or wait until it is done.
batches-not-done = The list is not decided yet; there are no results to take away.
    .next = Please wait until it is done.
batches-erased = People and results of the list were erased.
    .next = Upload the list again if needed.
batches-nothing-to-decide = No row can be decided.
    .next = Please mend the rows and upload the list again.
batches-cut-off-ahead = The cut-off day is not over yet.
    .next = Please choose today or an earlier day, or leave it empty.
batches-too-many-running = { $most } lists of this territory are in work already.
    .next = Please upload it when one of them is done.
batches-no-rows = The list has headings and nobody below them.
    .next = Please fill it in, then upload it.
batches-bad-name = The name is longer than { $most } characters.
batches-unknown-purpose = “{ $value }” is not known; one of: { $known }.
batches-unknown-level = “{ $value }” is not known; one of: { $known }.
batches-unknown-degree = “{ $value }” is not known; one of: { $known }.
batches-unknown-sector = “{ $value }” is not known; one of: { $known }.
batches-double-row = The same as row { $row }: the same person with the same application.
batches-name-mismatch = This number is registered with another name; please check both.
batches-other-territory = This person belongs to a territory that is not the committee’s.
batches-no-hours-given = Not in our records, and the list gives no hours. Please give the hours of each year, 0 for none.
batches-no-edition = No edition of the rules covers { $year }; please check the day of application.

effects-not-a-draft = { $id } is not a draft.
  .next = Only a draft has an effect to be counted: look for the mark “draft” in the list of editions.
effects-nothing-before = Nothing was published for this territory before the draft's year, so there is nothing to compare with.
  .next = Put in the edition of the year before, then count.
effects-wrong-year = The application day must be in the draft's year, { $year }.
  .next = Choose a day of { $year }, or leave it out.
effects-unknown-effect = There is no such count.
  .next = Come from the draft's page; the address may be mistyped.
effects-draft-changed = The draft was changed while it was counted, so the count was stopped.
  .next = Start again with the draft as it is now.

# inspections
inspections-unknown-signal = There is no such signal.
    .next = Go back to the list of signals.
inspections-no-note = Say what came of it, in at most { $most } characters.
inspections-own-signal = This signal is about yourself: you cannot settle it.
    .next = Another inspector must.
inspections-settled = This signal was dismissed already.
inspections-no-state = Choose to keep or to dismiss it.

# media
media-bad-address = This address of a lesson was not given to you, or is not whole.
    .next = Open it from the lesson's page. Each person has an address of her own; passed on, it is of no use.
media-expired-address = This address of a lesson is too old.
    .next = Open the lesson's page again: it has a new one. What is credited stays.

# house
house-disk-full = The server has no room left; this was not saved.
    .next = What was saved before is safe. Try again later, and tell the operator.
house-mail = The mail server cannot be reached right now; the mail is sent later.
house-file-store-away = The server that keeps the files cannot be reached.
    .next = What was saved is safe. Please try again shortly.

# uploads
uploads-unknown-upload = There is no such upload.
uploads-gone = This upload was ended or has expired.
    .next = Choose the file again and send it from the start.
uploads-too-large = The file is too large; at most { $most } GB.
    .next = Compress the film, or split it into several lessons.
uploads-too-many = The base has { $most } files on their way already.
    .next = Finish those first, or cancel what you do not need.
uploads-wrong-offset = The next piece begins at byte { $received }; what came begins at byte { $offset }.
    .next = Ask how much has arrived and go on from there; what was acknowledged is not lost.
uploads-being-written = This file is being sent from another window or device.
    .next = Go on there, or try again when it has stopped.
uploads-past-end = More came than the file is large.
    .next = Choose the file again and send it from the start.
uploads-bad-metadata = What was told about the file (Upload-Metadata) is malformed.
uploads-disk-full = The server has no room left; the upload stands still.
    .next = What was acknowledged is safe and can be sent on when there is room. Tell the operator.
uploads-not-whole = The file has not arrived whole: { $percent }% so far.
    .next = Send the rest before it is used.
uploads-taken = This file is in use already.

# tus
tus-version = The request names no version of tus, or one other than 1.0.0.
tus-not-octets = The bytes of a file are sent as application/offset+octet-stream.
tus-bad-header = The header { $header } is missing or malformed.
tus-length-later = The size of a file must be known when its upload begins.
tus-unknown-algorithm = This kind of checksum is not known. Known are { $known }.
tus-checksum-differs = What came does not fit its checksum; this piece was not kept.
    .next = Send the piece again.
tus-cut = The line was cut before the piece was whole.
    .next = What arrived is safe; go on from there.

# catalogue: courses in the making
catalogue-not-offered = This course is withdrawn, or has a newer version.
    .next = Choose what the list of courses offers now; who is enrolled finishes as before.
catalogue-unknown-draft = There is no such draft.
catalogue-draft-closed = This draft is with the bureau, published or given up; it cannot be changed now.
    .next = Take a submitted one back first; make a next version of a published one.
catalogue-not-submitted = This course does not wait for a review.
    .next = Load the page again to see how it stands.
catalogue-not-ready = Something that is needed first is missing.
    .next = See the lines marked “needed first”.
catalogue-version-in-the-making = The next version of this course is in the making already.
    .next = Go on with that one.
catalogue-bad-draft = This is empty, too long, or out of range.
catalogue-bad-draft-question = The question is not whole: it needs its words, two to four different options with the right ones ticked, and, while the lesson plays, a moment within it.
catalogue-question-twice = The same question is there already.
catalogue-too-many-draft-questions = Too many questions; a course has at most { $most }.
catalogue-too-many-lessons = Too many lessons; a course has at most { $most }.
catalogue-words-missing = Say what is to be changed, in at most 500 characters.
catalogue-file-empty = The file is empty.
    .next = Export it again and send that.
catalogue-file-unreadable = The file cannot be opened: it is no film or sound, or is broken or not whole.
    .next = Make sure that it plays on your own machine, and send it again.
catalogue-file-cut = The film is not whole: its end is missing.
    .next = Send the whole original.
catalogue-file-too-slow = Looking into this file took too long.
    .next = Convert it to MP4 (H.264 + AAC) and send that.
catalogue-no-length = How long it plays stands nowhere in the file.
    .next = Export it again as MP4 (H.264 + AAC).
catalogue-unplayable = Browsers do not play this kind of file ({ $codecs }, { $container }).
    .next = Convert it to MP4 (H.264 + AAC, 8 bits) or WebM (VP9 / AV1 + Opus) and send that.
catalogue-pdf-unreadable = The PDF cannot be opened, or is none.
    .next = Export it again as PDF.
catalogue-pdf-locked = The PDF has a password.
    .next = Remove the password and send it again.
catalogue-captions-invalid = Line { $line } of the captions is wrong, or they are no WebVTT in UTF-8.
    .next = Export them as WebVTT (.vtt, whose first line is WEBVTT); an SRT file must be converted.
catalogue-no-prober = { $program } is not installed on the server; the file waits and is not lost.
    .next = Ask the operator to install it; it goes on by itself.
catalogue-bad-name = There is no “{ $value }” here.
uploads-bad-state = There is no state “{ $value }” of an upload.

# queues
queues-unknown-item = This is not waiting; it may have been answered.
    .next = Go back to the list, which shows how things stand now.
queues-taken-already = A colleague has taken this.
    .next = Choose another, or ask the colleague to give it back.
queues-bad-matter = There is no queue of the kind “{ $value }”.

# messages
messages-bad-mail = That is not a mail address, such as name@example.cn.
messages-no-phone = You have no telephone on record, so no text message can be sent.
    .next = Register a telephone under “My data” first.
messages-wrong-code = The code is wrong or too old. Check it, or have a new one sent.
messages-code-too-soon = A code was sent a moment ago; another one can be sent in { $seconds } seconds.

# evidence
evidence-unknown = There is no such file.
evidence-erased = The time of this file is over: it was erased as the rules say. What remains is when it came and when it went.
evidence-empty = There is nothing in the file.
    .next = Choose the file again.
evidence-too-large = The file is too large; at most { $most } MB each.
    .next = Take the photograph at a lower resolution, or split the PDF.
evidence-wrong-kind = This is no PDF, JPG or PNG. Its content tells, not its name.
    .next = Send a photograph, or save the paper as PDF.
evidence-unreadable = The file cannot be read: it may be incomplete or damaged.
    .next = Take the photograph again, or export the file anew.
evidence-too-many-dots = The picture is too large; at most { $most } megapixels.
    .next = Make it smaller, or send a screenshot of it.
evidence-polyglot = There is something else in the file beside the picture or the document.
    .next = Take a screenshot of the picture, or save the document as PDF anew.
evidence-active-pdf = The PDF holds a script, an attachment, or something that runs by itself ({ $name }).
    .next = Print it to PDF and send that, or send a photograph.
evidence-locked-pdf = The PDF is encrypted.
    .next = Take the password off, or print it to PDF and send that.
evidence-no-preview = There is no preview of this file.
    .next = Download it to look at it.
evidence-bad-kind = There is no kind of file “{ $value }”.

# facts
facts-unknown-fact = There is no such fact, or it is not yours.
facts-bad-value = Choose one of the list, or write 1 to 50 characters.
facts-bad-kind = There is no fact of the kind “{ $value }”.
facts-bad-days = These days cannot be: the first is not in the future, the last not before the first nor in the future.
facts-no-words = Say why, in 1 to { $most } characters.
facts-no-evidence = Add the proof.
facts-asked-already = The same waits for an answer already.
facts-too-many = { $most } of your requests wait; send more when they are answered.
facts-settled = This was answered or taken back meanwhile.
    .next = Load the page anew to see how it stands.
facts-not-confirmed = This is not confirmed: there is nothing to end or revoke.
facts-own-fact = Nobody answers her own request.
    .next = A colleague must answer it.
facts-not-yet-yours = The employer's time to answer is not over.
    .next = What it leaves unanswered comes to you by itself.
facts-take-first = This proof is shown only to the officer who has taken the case.
    .next = Take the case first.
facts-no-decision = Choose an answer.

# inbox
inbox-not-your-desk = This desk is not yours.
inbox-not-together = This is answered on its own page.
    .next = Open it and answer there.
inbox-no-answer = Choose an answer.

# registers
registers-nobody = Nobody stands so; nothing was sent.

# claims
claims-unknown = There is no such claim, or it is not yours.
claims-unknown-kind = There is no kind of claim “{ $kind }”.
    .next = Go back and choose a kind.
claims-unknown-year = The notice in force does not speak of { $year }.
    .next = Choose one of the years listed.
claims-other-year = It did not take place in { $year } and cannot count for it.
    .next = Choose the year in which it took place, or check the days.
claims-missing = This must be filled in.
claims-too-long = Too long; at most { $most } characters.
claims-bad-days = Check the days: the last not before the first, nor after today, within a year.
claims-bad-quantity = The quantity is more than 0 and at most { $most }.
claims-bad-needed-by = The day must not be past, and within two years.
claims-cap-used = This kind brings at most { $most } hours a year; { $already } were granted already.
    .next = Claim another kind, or for another year.
claims-claimed-already = “{ $title }” was claimed already; an activity is claimed once.
    .next = See that claim in your list.
claims-too-many-open = At most { $most } claims can be on their way at once.
    .next = Wait for some to be decided, or withdraw what you do not need.
claims-not-draft = The claim was submitted and cannot be changed.
    .next = Withdraw it and claim anew.
claims-no-files = No evidence was uploaded yet.
    .next = Upload at least one file, then submit.
claims-too-many-files = At most { $most } files.
    .next = Remove one, or put them into one PDF.
claims-unknown-file = The claim has no such file.
claims-not-yours = This claim does not wait for you now.
    .next = Load the page anew to see where it is.
claims-decided = This claim was decided and cannot be changed.
    .next = A decision can be appealed for a while.
claims-own-claim = Nobody decides her own claim.
    .next = Another officer does.
claims-same-officer = Another officer must decide what you decided before.
claims-no-reason = Say why, in at most { $most } characters.
claims-bad-grant = More than { $least } and at most { $most } hours; a deemed year is not granted in part.
claims-no-appeal = It cannot be appealed: only a refusal or a cut, once, and in time.
claims-not-deemed = This claim deems no year that could be taken back.
    .next = Hours in the ledger are revoked there.
claims-not-proposed = Nobody proposed to take it back.
claims-bad-status = There is no state “{ $value }”.
claims-no-decision = Choose a decision.

# privacy
identity-not-agreed = Please read what is kept of you first, and tick that you agree.
identity-nobody-found = Nobody of your territory has this identity number.
    .next = Check the number; if it belongs elsewhere, ask the bureau there.
privacy-export-running = The file is being prepared.
privacy-export-too-soon = A file was prepared a moment ago; another can be prepared in { $minutes } minutes.
privacy-no-export = There is no such file, or it was erased.
    .next = Prepare a new one under “My data”.
privacy-no-erasure = There is no such request.
privacy-still-open = Something is not finished; nobody can be erased now.
    .next = Finish what the page lists first.
privacy-not-understood = Please tick first that you know it cannot be undone.
privacy-asked-already = You have asked already; your request is being dealt with.
privacy-not-waiting = This request was decided or taken back.
privacy-same-officer = You agreed already; another officer must have it done.
privacy-own-erasure = Nobody decides about her own request.
privacy-no-reason = Please say why it is refused.

# records
records-nobody = Nobody was named.
records-too-many = At most { $most } people are told at once.
records-day-ahead = The day must not lie after today.
records-no-numbers = The list has no column of identity numbers.
records-no-list = Choose a list.


# registers
claims-fact-missing = This is for those alone of whom a fact is confirmed; hers is not.
    .next = Let her have the fact confirmed first, then grant it.

# earlier
earlier-unknown-list = There is no such list.
earlier-no-rows = The list has no rows.
earlier-same-file = This file was uploaded already.
earlier-too-many-running = { $most } lists are in work already; try again later.
earlier-not-checked = This cannot be done now: the list is not checked yet, or it is over.
earlier-faulty-rows = { $rows } rows must be mended first; nothing is imported before.
earlier-same-officer = You uploaded this list: another officer confirms it.
earlier-own-hours = Nobody decides on hours of her own.
earlier-unknown-person = We know nobody with this number.
earlier-name-mismatch = The number belongs to somebody of another name.
earlier-other-territory = This person belongs to another territory.
earlier-unknown-year = The notice in force does not speak of { $year }.
earlier-bad-hours = More than 0 and at most { $most } hours.
earlier-no-origin = Must be filled in, with at most { $most } characters.
earlier-twice-in-list = The same document as in row { $row }.
earlier-posted-already = The hours of this document are posted already.
earlier-hours-there = The ledger has { $hours } hours of that year and category already: see whether they are the same.
earlier-unknown-category = Public (公需) or professional (专业).
earlier-unknown-request = There is no such request, or it is not yours.
earlier-asked-already = This document was asked for already.
earlier-decided = This request was decided or withdrawn.
earlier-no-words = Say more, in at most { $most } characters.
earlier-bad-needed-by = The day must not be past, and within two years.
earlier-bad-state = There is no state “{ $value }”.

# Standing in.
covers-not-held = That person does not hold this role herself, or nobody can do it for her.
    .next = Choose a role from the list.
covers-nobody-found = Nobody has both that number and that name.
    .next = Check the deputy's telephone or identity number, and the name.
covers-oneself = The deputy cannot be the same person.
    .next = Name a colleague.
covers-no-colleague = That person does not work in the same office, at the same employer or base.
    .next = Name a colleague of the same office, employer or base.
covers-bad-days = The first day cannot be past, and the last not before the first.
    .next = Choose the days again.
covers-too-long = At most { $most } days at once.
    .next = Choose fewer days; it can be arranged again afterwards.
covers-covered-already = That colleague stands in for this role on some of these days already.
    .next = End the other arrangement first, or choose other days.
covers-no-reason = Say why, in at most { $most } characters.
    .next = For example: yearly leave.
identity-unknown-cover = There is no such arrangement.
    .next = Look under "Standing in".
# merges
merges-unknown = There is no such thing, or it is not yours to see.
    .next = Go back to the list of double accounts.
merges-same-account = Both are the same account.
    .next = Choose another account.
merges-taken = One of both is, or is said to be, one person's with a third account.
    .next = Decide or undo that first; an account has one kept account, and a kept account is nobody's double.
merges-erased = One of both was erased at its owner's wish.
    .next = Nothing can be put together with it.
merges-no-words = Say why.
    .next = Write what you saw, without identity numbers.
merges-own-accounts = Nobody decides about her own accounts.
    .next = Ask another officer.
merges-same-officer = You said so first: another officer must decide.
    .next = Ask a colleague of your bureau.
merges-already-decided = This was decided otherwise already.
    .next = See how; it can be proposed again.
merges-not-in-force = These accounts are not one person's now.
    .next = See the state of it.
merges-parting-already = Another officer has proposed to part them already.
    .next = You can confirm that.
merges-no-account = No account of that number lies in your territory.
    .next = Check the number; an account elsewhere is a matter for both bureaus.
identity-twin-already = One of both accounts is one person's with a third one.
    .next = Undo that first.
