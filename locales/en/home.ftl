landing-title = Every credit hour, accounted for
landing-lead = Courses, learning, exams, the annual report and the verification card in one place. What is missing, why, and who acts next is always in view.
landing-verify = Verify a certificate or card
landing-verify-number = Number of the certificate or card
landing-verify-hint = It is printed beside the QR code, for example C2022-7K3M-9QWX-4T0H.
landing-verify-go = Verify
landing-way = Four steps a year
landing-step-course = Choose and pay
landing-step-course-words = 30 hours of public subjects, 60 of professional ones. A course opens when it is paid; its year and category are stated first.
landing-step-learn = Learn and sit the exam
landing-step-learn-words = The server acknowledges each second you watch; a lost connection loses nothing. The exam opens when the lessons are done; 60 points pass.
landing-step-report = Annual report
landing-step-report-words = Drawn up from the ledger, confirmed by your employer, approved by your bureau. You see where it stands.
landing-step-card = Print certificate and card
landing-step-card-words = You print them yourself; anyone can verify them by their QR code.
home-hello = Hello, { $name }

# A learner's home.
home-next = Next step
home-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }
home-closed = The window for study is closed
home-until = You can study until { $day }, 24:00 (Beijing time).
home-of = { $counted } of { $required } hours
home-missing = { $hours } missing
home-complete = Complete
home-short = Hours are short
home-make-up = Can be made up
home-under-way = Under way
home-not-owed = Not asked for
home-state = State
home-stations = Where this year stands
home-unfinished = Courses in progress
home-lessons = { $done } of { $lessons } lessons done
home-years = Hours by study year
home-no-edition = No policy edition speaks of today yet, so requirements cannot be shown. Your records are not affected.

station-hours = Hours
station-exams = Exams
station-report = Annual report
station-card = Card
station-done = Done
station-later = Not yet
station-hours-short = Short
station-exams-passed = { $count ->
    [one] { $count } exam passed
   *[other] { $count } exams passed
 }
station-exams-due = { $count ->
    [one] { $count } exam due
   *[other] { $count } exams due
 }
station-report-with-employer = With the employer since { $since }
station-report-with-bureau = With the bureau since { $since }
station-report-returned = Returned on { $since }
station-report-approved = Approved on { $since }
station-card-ready = Ready to print
station-card-suspended = Suspended

next-resume-exam = The exam of “{ $title }” is running, and so is its clock.
    .button = Back to the exam
next-take-exam = All lessons of “{ $title }” are done: you may take the exam.
    .button = Take the exam
next-finish-lesson = Only { $missing } of “{ $title }” are missing.
    .button = Watch the missing { $missing }
next-continue-lesson = Go on with “{ $title }”.
    .button = Continue
next-begin-lesson = Begin “{ $title }”; the course is active.
    .button = Begin
next-pay = An order is not paid yet; its courses become active when it is.
    .button = Pay
next-order-courses = { $category }: { $hours } missing. Choose courses.
    .button = Choose courses: { $category }
next-closed = The window of study year { $year } is closed and hours are missing. Whether it opens again for make-up study is for your bureau to say, by its policy.
    .button = What can be done
next-draw-report = The hours of { $year } are complete: the annual report can be drawn up.
    .button = Draw up the report
next-report-returned = The annual report of { $year } was returned. Read why and draw it up again.
    .button = See why
next-wait-for-employer = The annual report of { $year } waits for your employer. Nothing for you to do now.
    .button = See where it stands
next-wait-for-bureau = Your employer confirmed the annual report of { $year }; your bureau must approve it. Nothing for you to do now.
    .button = See where it stands
next-wait-for-card = The annual report of { $year } is approved and the card is being made, usually within seconds.
    .button = See the card
next-print-card = Everything is done for { $year }: print your card.
    .button = Print the card
