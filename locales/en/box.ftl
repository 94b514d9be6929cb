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
