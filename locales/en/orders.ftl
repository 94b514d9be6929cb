# Orders and payments.
nav-orders = My orders
nav-payments = Payments

order-placed = Not paid yet
order-paid = Paid
order-cancelled = Cancelled
order-moved = Given to somebody else
order-refunded = Refunded
order-payer = paid by { $employer }
order-by-employer = Ordered and paid by your employer, { $employer }.
order-by-employer-waits = When your employer's payment has arrived the course becomes active by itself; there is nothing for you to do.
order-moved-words = Your employer gave this seat to somebody else. You may order the course yourself.
order-refunded-words = Your employer had the money back, and the course is not active any more. What you learnt stays.
order-title = Order { $number }
order-number = Order number
order-placed-at = Ordered
order-courses = Courses
order-amount = Amount
order-state = State
order-total = Together
order-back = Back to my orders
order-find = Find courses
order-placed-on = ordered { $at }
order-paid-on = paid { $at }

order-check = Check your order
order-check-empty = Nothing chosen yet
order-check-empty-words = Tick courses in the catalogue, then check them here.
order-year-hint = All courses of an order count for this study year.
order-again = Calculate again

order-counts = Counts for { $year } · { $category } · { $hours }
order-capped = The ceiling for public subjects of the year is reached: { $fen } instead of { $full }
order-why = Why this price
order-why-words = The price follows the hours of a course; public subjects of a study year never cost more than their ceiling together.
order-paid-words = The payment has arrived and the courses are active. You can begin.
order-cancelled-words = This order was cancelled and nothing was charged. Its courses can be ordered again.

order-pay = Payment
order-pay-now = Pay { $fen }
order-online = Pay online
order-demo = Demo cashier
order-demo-words = In the demo only: it takes no money, and its notice takes the same way as a real payment's.
order-transfer = Transfer to the bureau's account
order-transfer-words = By counter, web or mobile bank. Put the order number into the remark.
order-transfer-name = Account name
order-transfer-number = Account number
order-transfer-bank = Bank
order-transfer-remark = Remark (order number)
order-transfer-after = When the money has arrived, the bureau's cashier checks and confirms it, and the courses become active by themselves.
order-cancel = Cancel the order
order-cancel-hint = You may cancel it; nothing is charged for an order that is not paid.

orders-empty = No orders yet
orders-empty-words = Choose courses, order and pay them, and you can begin to learn.

cashier-title = Demo cashier
cashier-words = This page plays a payment house and takes no money. After you pay, it sends a signed notice as a real one would.
cashier-back = Not now, back to the order

payments-words = Transfers of your territory that wait for confirmation, the oldest order first. Check amount and remark, then confirm.
payments-empty = No transfer waits
payments-empty-words = Orders appear here when they are placed.
payments-payer = Learner
payments-waits = Waits
payments-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
payments-done = Order { $number } is confirmed and its courses are active.
payments-groups = Orders of employers
payments-learners = Orders of learners
payments-employer = Payer
payment-group-hint = All seats become active at once, and this cannot be taken back. Your name stays in the record.

payment-title = Confirm a transfer
payment-back = Back to the payments
payment-reference = Reference of the bank
payment-reference-hint = As on the bank's advice; one reference confirms one order.
payment-confirm = Confirm that { $fen } arrived
payment-confirm-hint = The courses become active at once, and this cannot be taken back. Your name stays in the record.
payment-nothing = This order needs no confirmation.

# Employers' orders for many.
group-orders = Orders for the staff
group-orders-words = Choose and pay courses for many at once. A seat on which nobody has begun to learn can be given to somebody else of your staff.
group-orders-empty = No orders for the staff yet
group-orders-empty-words = Choose courses and people, check and order; once paid, all of it is active.
group-new = Order courses for the staff
group-back = Back to the orders for the staff
group-order-for-these = Order courses for those who will miss the year
group-seats = Seats
group-people = People
group-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
group-course = Course
group-course-seats = { $title } × { $count }
group-pick-courses = Choose courses
group-pick-people = Choose people
group-more-courses = There are more courses: search for them. What is ticked stays.
group-more-people = There are more people: search by name. Who is ticked stays.
group-who-all = All of the staff ({ $count })
group-who-will-miss = Those who will miss the year by the forecast, or have not begun
group-who-department = One department
group-who-picked = Picked by name
group-picked = Picked by name: { $count } so far
group-check = Check seats and prices
group-check-hint = The next page only checks; nothing is ordered yet.
group-check-title = Check the order for the staff
group-left-out = Not in this order
group-left-out-not-staff = does not work here any more
group-left-out-year-closed = the study year is not open for them
group-left-out-enrolled = on the course already
group-left-out-ordered = the course stands in an order that waits for its payment
group-left-out-public-waiting = another order with public subjects waits for its payment
group-names-more = { $names } and { $more } more
group-each-seat = Seat by seat
group-price-hint = Priced for each by the rules of her territory; public subjects of a study year never cost more than their ceiling together.
group-capped = instead of { $full }: the ceiling for public subjects is reached
group-before = Before
group-place-hint = Pay after you have ordered; an unpaid order can be cancelled as a whole. All of it becomes active, or nothing.
group-place = { $count ->
    [one] Order { $count } seat for { $fen }
   *[other] Order { $count } seats for { $fen }
 }
group-change = Change the choice
group-nobody = Nothing can be ordered
group-nobody-words = The reasons stand above; choose other courses or people.
group-cancel-hint = You may cancel the whole order; nothing is charged for an order that is not paid.
group-pay-until = Pay by { $day }. After that the order is given up, so that its people may order for themselves.
group-seats-title = Seats
group-seats-words = A seat without a credited minute can be given to somebody else of your staff; for money back, ask by the rule.
group-search = Name or course
group-shown = { $fitting } of { $all } shown
group-seats-none = No seat fits
group-seats-none-words = Try another word.
group-steps = What was done
group-step-placed = Ordered
group-step-paid = Paid, all seats active
group-step-cancelled = Cancelled
group-step-lapsed = Not paid in time and given up
group-step-moved = Seat given from { $from } to { $to }
group-step-refund-asked = Money asked back
group-step-refund-confirmed = Money went back
group-step-refund-returned = Request for money returned
group-step-by-house = notice of the payment house
group-step-by-system = the system
seat-active = Active
seat-refund-asked = Refund waits
payments-refunds = Money that employers ask back
seat-not-begun = Nothing credited yet
seat-learnt = { $percent }% learnt
seat-move = give to somebody else
seat-move-of = Give { $name }'s seat of “{ $course }” to somebody else
seat-move-title = Give a seat to somebody else
seat-move-words = Until the first credited minute it can go to somebody of your staff who does not have the course, at the price that was paid.
seat-move-to = Give it to
seat-move-note = Why (if you like)
seat-move-do = Give the seat away
seat-move-hint = Both are told by a message.
seat-move-not = This seat cannot be given away: learning has begun, it was given away, or its money is asked back.
seat-move-nobody = Nobody fits
seat-move-nobody-words = Try another name.
seat-done-moved = The seat was given away, and both were told.
group-receipt = Download the list (xlsx)
refund-title = Refunds
refund-tick = Tick
refund-tick-seat = Tick { $name }, “{ $course }”
refund-look = See what the ticked seats give back
refund-look-all = See what the whole order gives back
refund-look-hint = The next page only shows the rule and the sum; nothing is asked yet.
refund-ask-title = Ask for a refund
refund-goes-back = Goes back
refund-paid = Paid
refund-why = Why
refund-why-untouched = nothing credited yet
refund-why-share = the share that is not learnt yet
refund-why-ceiling = public courses that stay still cost what the rules say; only what was paid over that goes back
refund-why-free = nothing was charged: the ceiling for public subjects was reached
refund-why-begun = learning has begun, and the rule gives nothing back
refund-why-earned = its hours are posted or its exam was begun
refund-why-late = the time for asking is over
refund-why-gone = given away, asked back already, or a dispute about it waits
refund-rule = The rule
refund-rule-words = Within { $days } days after the payment: { $percent }% of a seat on which nothing is credited; { $begun ->
    [share] once learning has begun, the share that is not learnt, rounded down to a fen
   *[nothing] nothing once learning has begun
 }; nothing when its hours are posted or its exam was begun.
refund-rule-confirm = our reading, to be confirmed by the authority
refund-back = Seats whose money goes back
refund-kept = Seats whose money does not
refund-none = Nothing goes back for these seats
refund-none-words = The reasons stand below.
refund-reason = Reason
refund-reason-hint = The cashier sees it, for example “wrong course” or “left the employer”.
refund-ask = Ask for { $fen }
refund-ask-hint = These courses rest from now on, and the learners are told. When another person has confirmed the refund, they are over.
refund-done = Asked; it waits for the cashier.
refund-asked = Waits
refund-confirmed = Refunded
refund-returned = Returned
refund-asked-at = Asked
refund-asked-by = Asked by
refund-answer-by = promised by { $day }
refund-promised = Promised by
refund-reference = bank reference { $reference }
refund-desk-title = Decide a refund
refund-edition = By the edition
refund-learnt = Learnt when asked
refund-reference-hint = When the money has gone back to the employer's account, give the bank's reference of that transfer.
refund-confirm = Confirm that { $fen } went back
refund-confirm-hint = The seats are over at once, and this cannot be taken back. Your name stays in the record.
refund-return-title = Return the request
refund-return = Return the request
refund-note = Why it is returned
refund-note-hint = The employer sees it; the courses go on at once.
