//! What orders refuse.

use kernel::faults;

faults! {
    /// Refusals of orders.
    pub enum Error {
        /// No such order.
        UnknownOrder = NotFound "orders.unknown_order",
        /// No such enrolment.
        UnknownEnrolment = NotFound "orders.unknown_enrolment",
        /// An order needs at least one course.
        NoCourses = Invalid "orders.no_courses",
        /// Too many courses in one order.
        TooManyCourses = Invalid "orders.too_many_courses",
        /// The course does not count for that study year.
        WrongYear = Invalid "orders.wrong_year",
        /// The person is on the course already.
        EnrolledAlready = Conflict "orders.enrolled_already",
        /// The course stands in an order that waits for its payment.
        OrderedAlready = Conflict "orders.ordered_already",
        /// The amount paid is not the amount of the order.
        AmountDiffers = Conflict "orders.amount_differs",
        /// The order was paid by another payment.
        PaidAlready = Conflict "orders.paid_already",
        /// The order was cancelled.
        Cancelled = Conflict "orders.cancelled",
        /// An order with public hours waits for its payment: what it costs decides what the next
        /// one costs, so one waits at a time.
        PublicOrderWaiting = Conflict "orders.public_order_waiting",
        /// The course is ordered but not paid.
        NotPaid = Conflict "orders.not_paid",
        /// The person is not on the course.
        NotEnrolled = Conflict "orders.not_enrolled",
        /// The bank's reference stands beside another order.
        ReferenceUsed = Conflict "orders.reference_used",
        /// Nobody confirms her own payment.
        OwnOrder = Forbidden "orders.own_order",
        /// A payment needs the reference of the bank or house.
        NoReference = Invalid "orders.no_reference",
        /// The enrolment has ended: its seat went to somebody else, or its money back.
        EnrolmentEnded = Conflict "orders.enrolment_ended",
        /// The order is a seat of an employer's order, which is paid and given up as a whole.
        OfGroup = Conflict "orders.of_group",
        /// No such order of an employer.
        UnknownGroup = NotFound "orders.unknown_group",
        /// Nobody is left for whom something can be ordered.
        NoSeats = Invalid "orders.no_seats",
        /// More seats than one order may have.
        TooManySeats = Invalid "orders.too_many_seats",
        /// What would be ordered is not what was shown: people or prices changed meanwhile.
        GroupChanged = Conflict "orders.group_changed",
        /// The seat pays nobody's course now: it was given away, or its money is asked back.
        SeatGone = Conflict "orders.seat_gone",
        /// A seat is given to somebody else.
        SamePerson = Invalid "orders.same_person",
        /// It was not said for whom an employer orders, or people were ticked beside another
        /// choice.
        WhoUnclear = Invalid "orders.who_unclear",
        /// Who shall get the seat does not work at the employer.
        NotStaff = Invalid "orders.not_staff",
        /// Who shall get the seat has the course already, or an order of hers decides its price.
        CannotTakeSeat = Conflict "orders.cannot_take_seat",
        /// The seat would cost the other another price.
        PriceDiffers = Conflict "orders.price_differs",
        /// No such request for money.
        UnknownRefund = NotFound "orders.unknown_refund",
        /// Nobody confirms the refund that she asked for.
        OwnRefund = Forbidden "orders.own_refund",
        /// The request was answered before.
        RefundDecided = Conflict "orders.refund_decided",
        /// Words that must be given.
        NoWords = Invalid "orders.no_words",
        /// The course's money is asked back, and nobody has answered yet.
        RefundPending = Conflict "orders.refund_pending",
    }
}
