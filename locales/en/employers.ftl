# The employer's console.
nav-employer = My employer
employers-back = Back to the employer
employers-year = Study year { $year }
employers-until = study ends on { $day }
employers-days-left = { $days ->
    [one] one day left
   *[other] { $days } days left
}
employers-everybody = professional staff
employers-state = State
employers-state-all = All
employers-state-done = hours complete
employers-state-on-the-way = on the way
employers-state-nothing = no hours yet
employers-waiting = Annual reports to confirm ({ $count })
employers-waiting-words = The longest waiting come first. Open a report to check the ledger line by line.
employers-waiting-empty = No report waits for you
employers-waiting-empty-words = Reports appear here when somebody has finished studying, passed the exams and drawn up the report.
employers-staff = Staff
employers-staff-empty = Nobody fits
employers-staff-empty-words = Try another name, state or year.
employers-person-stand = Where she stands
employers-report-title = { $name }: annual report { $year }
employers-report-decide = What the employer says
employers-report-decide-words = Check that this person works here and that the hours are true. Once confirmed, the report goes to the bureau and the employer cannot return it any more.
employers-report-confirm = Confirm and send to the bureau
employers-report-return = Something is wrong? Return it
employers-report-return-go = Return
employers-report-not-now = The report is “{ $state }” now; the employer has nothing to do.
employers-done-confirm = Confirmed. The report is with the bureau now.
employers-done-return = Returned to the person.
