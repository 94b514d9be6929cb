# The frame of every page.
site-name = Xueshi
site-what = Continuing education of professionals
site-about = xueshi: from the first lesson to the verified card, on one ledger that nobody can quietly change.
site-skip = Skip to content
site-nav = Main navigation
site-sign-in = Sign in
site-sign-out = Sign out
site-first-sign-in = First sign-in
site-verify = Verify a certificate
site-elder = Large text
site-standard = Standard text
site-demo = Demo
site-demo-time = Demo time: { $time }
nav-home = Home
nav-messages = Messages
nav-account = My data
nav-help = Help

role-learner = Professional
role-employer-admin = Employer's administrator
role-base-admin = Base administrator
role-instructor = Instructor
role-bureau-officer = Bureau officer
role-cashier = Cashier
role-inspector = Inspector
role-committee-clerk = Committee clerk
role-region-admin = Region administrator
role-operator = Operator

form-errors = Please put this right first
list-more = Next page
problem-home = Back to the home page
problem-code = When you ask for help, give: { $code }, request { $request }
list-between = { ", " }
