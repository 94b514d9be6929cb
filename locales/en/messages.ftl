# Messages to people: `message-<kind>` says what happened, `message-<kind>-do` what to do. Sorted by kind.
message-cards-issued = Your card for { $year } is ready.
message-cards-issued-do = You can look at it and print it at any time.
message-certificates-issued = The certificate for “{ $course }” has been issued.
message-certificates-issued-do = You can look at it and print it.
message-disputes-credited = Your dispute about “{ $lesson }” was decided: credited. Reason: { $why }
message-disputes-credited-do = See the record of the lesson; the time is counted now.
message-disputes-refused = Your dispute about “{ $lesson }” was decided: not credited. Reason: { $why }
message-disputes-refused-do = See the record of the lesson. What is not counted can be studied again.
message-hours-revocation-confirmed = { $amount } hours of “{ $title }” ({ $year }) have been revoked. Reason: { $why }
message-hours-revocation-confirmed-do = Both lines stay in the ledger. See how many hours the year lacks now.
message-hours-revocation-proposed = An officer proposes to revoke { $amount } hours of “{ $title }” ({ $year }). Reason: { $why }
message-hours-revocation-proposed-do = Nothing is revoked yet: another officer decides. If you disagree, contact the bureau soon.
message-hours-revocation-rejected = The proposal to revoke { $amount } hours of “{ $title }” ({ $year }) was rejected; the hours stand.
message-hours-revocation-rejected-do = You need to do nothing.
message-reports-approved = Your annual report for { $year } has been approved.
message-reports-approved-do = Your card is being made; you will be told when it is ready.
message-reports-returned-by-bureau = The bureau returned your annual report for { $year }. Reason: { $why }
message-reports-returned-by-bureau-do = Check what the reason says, then draw the report up again.
message-reports-returned-by-employer = Your employer returned your annual report for { $year }. Reason: { $why }
message-reports-returned-by-employer-do = Settle it with your employer, then draw the report up again.

# The box.
messages-title = Messages
messages-words = How far your things have got. You are told here only, unless you ask for text messages or mail.
messages-wishes-link = Text messages and mail
messages-empty = No messages yet
messages-empty-words = You are told here when a report, certificate, card or dispute has come to a result.
messages-new = New
messages-see = See it
messages-unread = { $count } unread
messages-unread-many = 99+

# Wishes.
wishes-title = Text messages and mail
wishes-words = All messages are in your box on this site. You can ask to have them by text message or mail too; without asking, nothing is sent.
wishes-quiet = What happens within a quarter of an hour comes as one; nothing is sent from { $from }:00 to { $until }:00. No text or mail holds an identity number.
wishes-text = Text messages
wishes-text-to = Sent to { $phone }
wishes-text-none = You have no telephone on record, so no text can be sent.
wishes-text-yes = Yes, send me text messages
wishes-text-no = No
wishes-save = Save
wishes-mail = Mail
wishes-mail-to = Sent to { $mail }
wishes-mail-none = No mail address is on record; no mail is sent.
wishes-mail-drop = Send no more mail
wishes-mail-new = Mail address
wishes-mail-new-hint = A code is sent there; the address is used once you have entered it.
wishes-mail-send = Send a code
wishes-mail-waiting = A code was sent to { $mail }. Enter it here.
wishes-mail-code = Code from the mail
wishes-mail-code-hint = 6 digits, good for 10 minutes.
wishes-mail-confirm = Confirm the address
wishes-done-text = Saved.
wishes-done-mail = The address is confirmed; messages come by mail too from now on.
wishes-done-dropped = No more mail is sent.
wishes-back = Back to the messages

# What goes out. The bundle names the first messages and counts the others.
text-one = [xueshi] { $what } See: { $address }
text-many = [xueshi] You have { $count } new messages. { $what } The others: { $address }
mail-subject-one = xueshi: you have a new message
mail-subject-many = xueshi: you have { $count } new messages
mail-hello = Dear { $name },
mail-why = You get this because you asked xueshi to send messages by mail. To stop it: { $address }
mail-more = There are { $count } more; sign in to read them: { $address }
mail-code-subject = xueshi: code for your mail address
mail-code-text = Your code is { $code }, good for { $minutes } minutes. Enter it on the page “Text messages and mail” to confirm that this address is yours. If you did not ask for it, do nothing.
messages-other = Something about you has changed.
messages-other-do = Please have a look.
