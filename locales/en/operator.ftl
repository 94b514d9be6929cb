# How the machine is.
nav-operator = Health
operator-version = Version
operator-database = Database
operator-schema = Schema
operator-schema-well = fits the program
operator-wrong = does not fit
operator-policies = Policy packs
operator-policies-words = { $count ->
    [one] one edition
   *[other] { $count } editions
}
operator-queue = Jobs that wait
operator-queue-words = { $count }
operator-queue-late = the oldest is { $minutes } minutes late
operator-dead = Jobs given up
operator-dead-none = none
operator-dead-words = { $count }
operator-dead-next = These failed again and again and are not tried any more. Mend what the error says, then ask a developer to queue them again.
operator-job = Job
operator-tries = Tries
operator-error = Last error
operator-audit = Newest audit lines
operator-audit-words = They only grow. Backups, rate limits and searching come later; for now there are the commands xueshi doctor and xueshi verify ledger.
operator-audit-empty = No lines yet
operator-when = When
operator-what = What
operator-who = Who
operator-subject = Of what
