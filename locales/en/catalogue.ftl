# The catalogue of courses, and words about courses that other pages use too.
nav-courses = Courses
category-public = Public subjects
category-professional = Professional subjects
study-year = Study year { $year }
length-minutes = { $minutes } min
length-seconds = { $seconds } s
length-both = { $minutes } min { $seconds } s

field-five-year-plan = The 14th Five-Year Plan
field-green-development = Green development
field-sixth-plenum = The sixth plenary session of the 19th Central Committee
field-community = A strong sense of community for the Chinese nation
field-computer = Computer applications
field-civil-engineering = Civil engineering
field-agronomy = Agronomy and animal husbandry
field-nursing = Nursing
field-teaching = Primary and secondary education

courses-filter = Filter courses
courses-category = Category
courses-field = Topic or speciality
courses-year = Study year
courses-words = Title or content
courses-all = All
courses-find = Find
courses-own = Only my speciality: { $own }
courses-clear = Show all courses
courses-for-year = Prices are for study year { $year }, and the hours count for { $year }.
courses-none-open = No study year is open today, so nothing can be ordered. Courses that you have are not affected.
courses-sign-in = Sign in to see prices and to order.
courses-empty = No course fits
courses-empty-words = Try another word, or a wider category, topic or year.
courses-enrolled = Active ({ $year })
courses-ordered = Ordered, not paid yet
courses-foreign-short = Not the speciality of your post: your bureau decides at the annual report whether it counts
courses-order = Check what I chose
courses-order-hint = Tick what you want to learn; the prices come next.

course-back = Back to the courses
course-lessons = Lessons
course-lessons-sum = { $count ->
    [one] { $count } lesson, { $length }
   *[other] { $count } lessons, { $length }
 }
course-exam = Exam
course-exam-words = It opens when all lessons are done: { $questions } questions drawn for each attempt, { $minutes } minutes, { $attempts } attempts.
course-pass-mark = { $mark } of 100 points pass.
course-order = Take this course
course-counts = Counts for
course-years = Study years
course-base = Base
course-posts = Hours are posted
course-posts-exam = when the exam is passed
course-posts-completion = when the last lesson is done (the exam must still be passed before the annual report)
course-foreign = This course is not of your speciality
course-foreign-words = The speciality of your post is { $own }; this course belongs to { $field }. You may take it and its hours are posted; whether they count as your professional subjects is decided by your bureau when it approves the annual report.
course-learn = Learn
course-ordered = This course stands in an order; it becomes active when that is paid.
course-pay = Pay
course-learners-only = Only professionals who owe hours can order courses.
course-not-open = None of the study years that this course counts for is open today, so it cannot be ordered.
course-for-year = Which study year shall the hours count for?
course-ceiling = What is charged for public subjects has a ceiling for each study year; nothing is charged above it.
course-place = Order
course-place-hint = You pay after ordering, and can cancel until then. Paid means active at once.
