# Words that the pages of several offices share.
nav-people = People
staff-person = Name
staff-employer = Employer
staff-post = Post
staff-citizen-id = Citizen id
staff-born = Birthday
staff-phone = Telephone
staff-study-year = Study year
staff-year = Study year { $year }
staff-category = Category
staff-clause = Basis
staff-system = the system
staff-search = Search
staff-search-name = Name, or a part of it
staff-later = What comes later
staff-waits = Waiting
staff-today = today
staff-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
staff-waited = since { $since } ({ $age })
staff-short = { $hours } missing
staff-not-required = nothing asked for this year
staff-ledger = Ledger of hours
staff-ledger-empty = No entries yet
staff-ledger-empty-words = Hours appear here when a course is completed, an exam is passed or the bureau recognises them.
staff-ledger-place = No.
staff-ledger-what = What for
staff-ledger-counts = Counts for
staff-ledger-hours = Hours
staff-ledger-recorded = Recorded
staff-ledger-act = Action
staff-ledger-reverses = Revokes line { $place }
staff-ledger-revoked-by = Revoked by line { $place }
staff-ledger-proposed = Revocation proposed; another officer decides
staff-ledger-propose = Propose revocation
staff-ledger-propose-line = Propose revocation of line { $place }
staff-ledger-see-proposal = See the proposal
staff-exams-missing = { $count ->
    [one] The exam of one course is not passed.
   *[other] The exams of { $count } courses are not passed.
}
staff-report-with-employer = with the employer
staff-report-with-bureau = with the bureau
staff-report-approved = approved
staff-report-returned = returned
staff-report-state = Annual report
staff-report-none = not drawn up yet
staff-report-sums = Hours in the report
staff-report-head = Ledger reference
staff-report-changed = The ledger has changed since the report was drawn up: what counts is the ledger below.
staff-report-lines = The ledger behind the report
staff-report-moved = Not a year of the time here
staff-report-moved-words = Hours of years outside of the time here are seen by the employer of then and by the bureau only. The hours in the report stand above.
staff-report-steps = Steps so far
staff-report-why = Reason for returning it
staff-report-why-hint = The person reads this. Say what is wrong and how to mend it, in at most 500 characters.
