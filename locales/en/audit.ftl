# Audit lines in words. The key is the action with "-" for "." and "_".
audit-orders-placed = placed an order
audit-orders-activated = payment received, courses activated
audit-exams-attempt-started = began an exam
audit-exams-attempt-closed = exam closed
audit-exams-questions-added = added questions to a bank
audit-hours-posted = hours written to the ledger
audit-hours-recognised = recognised hours
audit-hours-revocation-proposed = proposed to revoke a ledger entry
audit-hours-revocation-confirmed = revoked a ledger entry
audit-hours-revocation-rejected = decided not to revoke a ledger entry
audit-learning-dispute-opened = Disputed a learning record
audit-learning-dispute-withdrawn = Withdrew a dispute
audit-learning-dispute-credited = Credited disputed learning
audit-learning-dispute-refused = Refused disputed learning
audit-inspections-signal-seen = Looked at a signal
audit-inspections-signal-dismissed = Dismissed a signal
audit-certificates-issued = issued a certificate
audit-reports-drawn = drew up the annual report
audit-reports-confirmed = employer confirmed the annual report
audit-reports-returned-by-employer = employer returned the annual report
audit-reports-approved = approved the annual report
audit-reports-returned-by-bureau = bureau returned the annual report
audit-cards-issued = issued a card
audit-decisions-asked = asked for a decision
audit-batches-uploaded = List of applicants uploaded
audit-batches-confirmed = List of applicants confirmed
audit-batches-restarted = List of applicants set going again
audit-batches-decided = Hours checked for a committee
audit-batches-cancelled = List of applicants stopped
audit-batches-erased = List of applicants erased
audit-batches-expired = List of applicants erased in time
audit-batches-numbers-read = Whole numbers of a list read

# How an attempt ended, beside "audit-exams-attempt-closed".
audit-closed-submitted = submitted, { $score } points
audit-closed-time = time over, { $score } points
audit-orders-cancelled = Order cancelled
