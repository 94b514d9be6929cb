# The annual report.
nav-report = Annual report
report-title = Annual report of { $year }
report-drawn = The report is drawn up and with your employer for confirmation.
report-stage-done = Done
report-stage-now = Under way
report-stage-later = Not yet
report-stage-back = Returned
report-you = Your turn
report-colon = {": "}
report-since = Done on { $at }
report-waiting = Since { $at }{ $days ->
    [0] {""}
    [one] , one day
   *[other] , { $days } days
}
report-studied = 1. Studied
report-studied-done = The hours of both categories are complete.
report-studied-go = See the ledger and find courses
report-passed = 2. Passed
report-passed-done = The exams of all courses that count are passed.
report-passed-missing = { $count ->
    [one] One exam is
   *[other] { $count } exams are
} not passed:
report-passed-later = Once the hours are complete, the exams are summed up here.
report-reported = 3. Reported
report-with-employer = Waits for your employer: { $employer }
report-returned = Returned by { $who } on { $at }. The reason:
report-returned-next = Put right what is named there, then check and send the report again.
report-check-again = Check and send again
report-confirmed = { $employer } has confirmed it.
report-draw-words = The report is drawn up from the ledger and goes to { $employer } for confirmation.
report-check = Check and draw up the report
report-no-employer = No employer is recorded for you, so nobody could confirm the report. Ask { $bureau } to record your employment first.
report-reported-later = Once hours and exams are complete, you check the report and draw it up.
report-approved = 4. Approved
report-approved-done = { $bureau } has approved it.
report-card = See and print the card
report-card-suspended = The card is suspended: see why
report-card-issuing = The card is being made: see it
report-with-bureau = Waits for { $bureau }
report-approved-later = After your employer, { $bureau } approves it. The card follows by itself.
report-steps = What was done
report-step-when = When
report-step-what = Step
report-step-who = By
report-step-with-employer = Drawn up, to the employer
report-step-with-bureau = Confirmed, to the bureau
report-step-approved = Approved
report-step-returned = Returned
report-basis = By N2022 §5: once study and exams of both categories are complete and the annual report is approved, the learner prints the card.
report-check-title = Check the annual report
report-check-words = This will stand in your report of { $year }. All of it comes from the ledger and from your records. Please check each line.
report-check-back = Back to the annual report
report-check-none = Not recorded
report-check-lines = See every line
report-check-exams = Exams
report-check-confirms = Confirms
report-check-approves = Approves
report-check-wrong = If something is wrong, do not send it yet: for your employment ask your employer's administrator, for hours the bureau of your territory.
report-draw = All correct: draw up the report
report-not-yet = Not yet
