# Orders and payments.
nav-orders = My orders
nav-payments = Payments

order-placed = Not paid yet
order-paid = Paid
order-cancelled = Cancelled
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

payment-title = Confirm a transfer
payment-back = Back to the payments
payment-reference = Reference of the bank
payment-reference-hint = As on the bank's advice; one reference confirms one order.
payment-confirm = Confirm that { $fen } arrived
payment-confirm-hint = The courses become active at once, and this cannot be taken back. Your name stays in the record.
payment-nothing = This order needs no confirmation.
