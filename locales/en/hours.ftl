# Hours and the ledger behind them.
nav-hours = Hours
hours-words = What each year asks for, what is posted and what is missing. Open a year to see where every hour comes from and what it rests on.
hours-none = No year to show yet
hours-none-words = Your territory has not published this year's rules. Once it has, each year stands here with what it asks for and what is posted.
hours-year = { $year }
hours-title = Hours of { $year }
hours-all-years = All years
hours-category-public = Public subjects
hours-category-professional = Professional subjects
hours-amount = { $hours } hours
hours-of = { $counted } of { $required } hours
hours-short = { $hours } hours missing
hours-enough = Complete
hours-not-owed = Not asked for in this year
hours-complete = Hours complete
hours-incomplete = Hours missing
hours-open-lines = See every line
hours-next = Next step
hours-next-study = You can study until { $to }, { $days ->
    [one] one more day
   *[other] { $days } more days
}. Hours count for one year and one category only.
hours-find-public = Find public courses
hours-find-professional = Find professional courses
hours-next-not-yet = This year can be studied from { $from }.
hours-next-closed = Study for this year closed on { $to }. Whether it opens again is decided and published by the bureau of your territory; it can also recognise hours on evidence of earlier years.
hours-next-nobody = Nobody has opened this year for study. That is decided and published by the bureau of your territory; it can also recognise hours on evidence of earlier years.
hours-next-exams = The hours are complete, but { $count ->
    [one] one exam is
   *[other] { $count } exams are
} not passed. The annual report needs all of them.
hours-next-exams-go = See which
hours-next-report = Hours and exams are complete. Next is the annual report: you check it, your employer confirms it, the bureau approves it, and you print the card.
hours-next-report-go = See the annual report
hours-lines = Ledger lines
hours-lines-none = Nothing posted for this year yet
hours-lines-none-words = Public hours are posted when the last lesson completes, professional hours when the exam is passed; hours of earlier years or classes when the bureau recognises them.
hours-col-seq = No.
hours-col-day = Day
hours-col-what = What
hours-col-hours = Hours
hours-col-source = Source
hours-col-clause = Clause
hours-source-enrolment = Online study, posted by the system
hours-source-recognition = Recognised by the bureau
hours-source-revocation = Revoked by two officers
hours-source-other = Other
hours-revoked = Revoked
hours-reversal = Reverses line { $seq }: { $title }
hours-reversal-reason = Reason: { $reason }
hours-disputed = The bureau proposes to revoke this line; a second officer must decide. Until then it counts. Reason: { $reason }
hours-head = How the ledger is protected
hours-head-words = Each line carries a checksum of the one before, so that no change goes unseen. Below are the number and checksum of your newest line; decisions, reports and cards cite it.
hours-clauses = Clauses
hours-confirm = Interpretation to be confirmed
hours-wrong = Something wrong? “My data” shows who changed what; then ask the bureau of your territory.

# How far a line has come.
hours-source-claim = Claimed on evidence
hours-source-earlier = Earlier years
hours-state-posted = Posted
hours-state-reported = In the annual report
hours-state-recognised = Verified by { $bureau }; counts in the whole region (§3.9)
hours-deemed = A qualification of { $year } in the region stands for the professional hours of that year (N2022 §3.6); public hours are still owed. The ledger below holds hours only.
hours-deemed-see = See the claim

hours-source-carried = From your other account
hours-carried = Carried from your other account, decided by { $officer } on { $day }
hours-back = Back from the account with which this one was put together, decided by { $officer } on { $day }
hours-moved = Stands elsewhere
hours-merge-carried = Line { $seq }, “{ $title }”, stands in the account that was kept
hours-merge-same = Line { $seq }, “{ $title }”: earned in both accounts, counts once
hours-merge-parted = Line { $seq }, “{ $title }”: went back to the account that earned it
hours-source-merge = Double account, decided by two officers
hours-merge-clause = Double account
hours-source-back = Back from the account that was put together with this one
hours-deemed-row = counts as done (qualification exam)
hours-undeemed = Two officers took back that an exam stands for the professional hours of { $year }; they are to be made up.
