# Certificates of passed courses.
nav-certificates = Certificates
certificates-words = Each passed course has one certificate. What stands on it never changes. Print it yourself; anyone can verify it by its QR code or number.
certificates-none = No certificates yet
certificates-none-words = Complete all lessons of a course and pass its exam: the certificate appears here by itself.
certificates-find = Find a course
certificates-due = Being issued
certificates-due-words = The exam is passed and the certificate is being issued, usually within a minute.
certificates-look-again = Look again
certificates-issuing = Being issued
certificates-passed = Passed on { $at } · counts for { $year }
certificates-issued = { $count ->
    [one] One certificate
   *[other] { $count } certificates
}
certificates-score = score { $score }
certificates-issued-on = { $day } · issued by { $issuer }
certificates-valid = Valid
certificates-state-revoked = Revoked
certificates-print = Print (PDF)
certificates-verify = Public page
certificates-why = See why
certificates-revoked-words = The hours behind it were revoked: it is not printed any more, and whoever verifies it is told so.
