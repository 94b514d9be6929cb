demo-people = Demo accounts
demo-people-words = None of them exists. One click signs you in.
demo-outbox = Text messages
demo-outbox-see = See the demo's text messages
demo-outbox-words = The demo sends no text messages; they are shown here.
demo-outbox-empty = No messages yet.
demo-outbox-empty-words = Send a code, wait a few seconds and load this page again.
