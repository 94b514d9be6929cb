# The exam room.
exam-title = Exam
exam-of = Exam: { $course }
exam-passed-words = Passed; best score { $score }.
exam-open-words = All lessons are complete: the exam is open.
exam-locked-words = { $missing ->
    [one] One lesson is not complete yet.
   *[other] { $missing } lessons are not complete yet.
} The exam opens at once when all are.
exam-rules-link = Rules and results of the exam
exam-running-words = An attempt is running; the server counts the time.
exam-used-up-words = All attempts at this exam are used up without a pass. Other courses can make up the hours; if you doubt the result, ask your bureau.
exam-start-words = From the start the server counts { $minutes } minutes. Leaving or changing devices loses no saved answer, but the time runs on.
exam-start = Start the exam
exam-start-again = Try again
exam-rules = Rules of the exam
exam-rule-questions = Questions
exam-rule-questions-words = { $count }, drawn by the server from the question bank.
exam-rule-time = Time
exam-rule-time-words = { $minutes } minutes by the server's clock; then what the server holds is marked.
exam-rule-pass = To pass
exam-rule-pass-words = { $mark } of 100.
exam-rule-attempts = Attempts
exam-rule-attempts-words = { $most } at most, { $left } left.
exam-rule-answers = Answers
exam-rule-answers-words = Each answer is saved at once and shows when the server took it. The key is shown only when you have passed or have no attempts left.
exam-attempts = Attempts
exam-attempts-none = None so far
exam-attempt = Attempt
exam-attempt-at = Started
exam-attempt-score = Score
exam-attempt-result = Result
exam-attempt-number = Attempt { $number }
exam-see-result = See the result
exam-passed = Passed
exam-failed = Not passed

exam-question-of = Question { $at } of { $all }
exam-question-number = question { $at }
exam-kind-single = Single choice
exam-kind-multiple = Multiple choice
exam-kind-true-false = True or false
exam-choose-all = Choose all that are right, at least two; one too many or too few scores nothing.
exam-time-left = Time left
exam-closes-at = The server closes at { $time }
exam-time-soon = Little time is left: please check your answers.
exam-time-zero = Time is over; the server is closing…
exam-receipt = The server took it at { $time }
exam-no-answer-yet = Not answered yet
exam-saving = Saving…
exam-save-retry = Not saved yet: the network or the server does not answer; trying again. Please stay on this page.
exam-shown-newest = Below is the newest answer that the server holds; choose again to change it.
exam-reload = Show the newest answer
exam-previous = Previous
exam-next = Next
exam-save = Save
exam-to-review = Check your answers
exam-map = Questions
exam-map-answered = answered
exam-map-open = not answered
exam-answered = { $answered } of { $all } answered
exam-check = Check your answers
exam-open-left = { $count ->
    [one] One question is
   *[other] { $count } questions are
} not answered and will score nothing.
exam-all-answered = All questions are answered.
exam-not-answered = Not answered
exam-answer-now = Answer
exam-change = Change
exam-submit-words = After handing in nothing can be changed; it is marked at once.
exam-submit = Hand in
exam-back = Back to the questions
exam-result = Result
exam-score = { $score } of 100
exam-pass-mark = { $mark } to pass
exam-by-time = Time was over; the server marked what it held.
exam-earned = { $hours } are posted for study year { $year } under { $category } ({ $clause }).
exam-earned-before = { $hours } were posted for study year { $year } under { $category } when the lessons were complete.
exam-certificate-words = The certificate is made by the system; print it under “My certificates”.
exam-again-words = { $left ->
    [one] You have one attempt left.
   *[other] You have { $left } attempts left.
} Look at what is listed below first.
exam-look-again = Back to the lessons
exam-missed = To look at again
exam-missed-words = Questions that were missed are taught here.
exam-missed-words-no-key = Questions that were missed are taught here. The key is shown only when you have passed or have no attempts left.
exam-lesson-number = Lesson { $at }
exam-key = The key
exam-key-words = You have passed or have no attempts left, so you may see the key.
exam-right = Right
exam-wrong = Wrong
exam-key-right = Right answer
exam-key-chosen = Your choice
