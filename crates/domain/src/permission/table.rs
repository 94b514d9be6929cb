//! The table itself. A snapshot of it is committed (`docs/permissions.md`), so that an officer
//! can read it and a change of it is seen.

use std::fmt::Write as _;

use super::Role;

/// Whom a rule admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The person whose thing it is.
    Owner,
    /// Who holds the role for the thing's employer, base or territory.
    Role(Role),
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident on $resource:literal: $($who:ident),+;)*) => {
        /// Everything that can be done, each to one kind of thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])* $action),* }

        impl Action {
            /// All actions in the order of the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$action),*];

            /// The kind of thing that it is done to.
            pub const fn resource(self) -> &'static str {
                match self { $(Self::$action => $resource),* }
            }
        }

        pub(super) fn rules(action: Action) -> impl Iterator<Item = Who> {
            let admitted: &'static [Who] = match action {
                $(Action::$action => &[$(actions!(@who $who)),+]),*
            };
            admitted.iter().copied()
        }
    };
    (@who Owner) => { Who::Owner };
    (@who $role:ident) => { Who::Role(Role::$role) };
}

actions! {
    /// See who somebody is, with masked numbers.
    SeePerson on "person": Owner, EmployerAdmin, BureauOfficer, Inspector, RegionAdmin;
    /// Read a whole identity number; leaves a trace.
    RevealCitizenId on "person": Owner, BureauOfficer;
    /// Change password or telephone.
    ChangeAccount on "person": Owner;
    /// Search for people of a territory; leaves a line with what was searched for.
    SearchPeople on "territory": BureauOfficer;
    /// Have everything about oneself put into one file, and download it.
    ExportData on "person": Owner;
    /// Ask to be erased, or take that back.
    AskErasure on "person": Owner;
    /// Agree to an erasure, have it done, or refuse it.
    DecideErasure on "person": BureauOfficer;
    /// See which accounts are one person's, and who decided so.
    SeeMerger on "person": Owner, BureauOfficer;
    /// Propose that two accounts are one person's, or that they be parted.
    ProposeMerger on "person": BureauOfficer;
    /// Confirm or reject another officer's proposal about two accounts.
    DecideMerger on "person": BureauOfficer;
    /// Read the approved records of a person, for title systems.
    ReadRecords on "person": CommitteeClerk;
    /// See the hours and the ledger lines behind them.
    SeeHours on "person": Owner, EmployerAdmin, BureauOfficer, Inspector, CommitteeClerk,
        RegionAdmin;
    /// Order courses.
    PlaceOrder on "person": Owner;
    /// See an order.
    SeeOrder on "order": Owner, BureauOfficer, Cashier;
    /// Cancel an order that is not paid.
    CancelOrder on "order": Owner;
    /// Say that an order was paid.
    ConfirmPayment on "order": Cashier;
    /// Order courses for the staff of an employer, and see its orders.
    PlaceGroupOrder on "employer": EmployerAdmin;
    /// See an employer's order with its seats.
    SeeGroupOrder on "group_order": EmployerAdmin, BureauOfficer, Cashier;
    /// Pay an employer's order, or give it up before it is paid.
    CancelGroupOrder on "group_order": EmployerAdmin;
    /// Say that an employer's order was paid.
    ConfirmGroupPayment on "group_order": Cashier;
    /// Give a seat to somebody else of the staff.
    MoveSeat on "group_order": EmployerAdmin;
    /// Ask for the money of seats.
    AskRefund on "group_order": EmployerAdmin;
    /// See what was asked back, and why.
    SeeRefund on "refund": EmployerAdmin, BureauOfficer, Cashier;
    /// Say that the money of seats went back, or return the request.
    DecideRefund on "refund": Cashier;
    /// Learn on an enrolment: see its lessons, open watch sessions.
    Learn on "enrolment": Owner;
    /// Send beats to a watch session.
    SendBeat on "watch_session": Owner;
    /// Dispute what was credited of a lesson.
    OpenDispute on "enrolment": Owner;
    /// Take a dispute back.
    WithdrawDispute on "dispute": Owner;
    /// See a dispute.
    SeeDispute on "dispute": Owner, BureauOfficer;
    /// See the beats behind a dispute, credit the stretch or refuse.
    DecideDispute on "dispute": BureauOfficer;
    /// Answer a presence check.
    AnswerCheck on "presence_check": Owner;
    /// Start an attempt at the exam of an enrolment.
    StartAttempt on "enrolment": Owner;
    /// See, answer and submit an attempt.
    TakeAttempt on "attempt": Owner;
    /// Recognise hours on evidence.
    RecogniseHours on "person": BureauOfficer;
    /// Propose that an entry be revoked.
    ProposeRevocation on "person": BureauOfficer;
    /// Confirm or reject another officer's proposal.
    DecideRevocation on "person": BureauOfficer;
    /// Ask whether a person may apply, from her ledger.
    AskDecision on "person": Owner, BureauOfficer, CommitteeClerk;
    /// See any decision about a person that was kept.
    SeeDecision on "decision": Owner, BureauOfficer;
    /// See again a decision that one asked oneself.
    SeeDecisionAsked on "decision": Owner, BureauOfficer, CommitteeClerk;
    /// Claim a fact that decisions rest on.
    ClaimFact on "person": Owner;
    /// See the facts of a person.
    SeeFacts on "person": Owner, BureauOfficer;
    /// See a fact with its proof; a sensitive one's employer sees neither.
    SeeFact on "fact": Owner, EmployerAdmin, BureauOfficer;
    /// Take a fact back, or say that it is over.
    WithdrawFact on "fact": Owner;
    /// Say for the employer whether it is so.
    ConfirmFact on "fact": EmployerAdmin;
    /// Have the last word on a fact; revoke it.
    DecideFact on "fact": BureauOfficer;
    /// Print a certificate.
    PrintCertificate on "certificate": Owner, BureauOfficer;
    /// Draw up the annual report.
    DrawReport on "person": Owner;
    /// See a report.
    SeeReport on "report": Owner, EmployerAdmin, BureauOfficer;
    /// Confirm or return a report for the employer.
    ConfirmReport on "report": EmployerAdmin;
    /// Approve or return a report for the bureau.
    ApproveReport on "report": BureauOfficer;
    /// Print a card.
    PrintCard on "card": Owner, BureauOfficer;
    /// See an employer's staff by state.
    SeeEmployer on "employer": EmployerAdmin, BureauOfficer, RegionAdmin;
    /// See what somebody applied for as an employer.
    SeeRegistration on "registration": Owner, BureauOfficer;
    /// Take an application for an employer back.
    WithdrawRegistration on "registration": Owner;
    /// Accept an employer or return its application.
    DecideRegistration on "registration": BureauOfficer;
    /// Make others admins, keep departments, ask for another territory.
    ManageEmployer on "employer": EmployerAdmin;
    /// End somebody's role as an admin.
    EndAdmin on "employer": EmployerAdmin, BureauOfficer;
    /// Appoint an admin where none is left.
    AppointAdmin on "employer": BureauOfficer;
    /// Say what sector an employer has, and whether it is at the grassroots.
    ChangeStanding on "employer": BureauOfficer;
    /// See that an employer asks to lie in another territory.
    SeeTerritoryChange on "territory_change": EmployerAdmin, BureauOfficer;
    /// Accept an employer into a territory, or return its wish.
    DecideTerritoryChange on "territory_change": BureauOfficer;
    /// Say which post somebody has, and that she retired, left or came back.
    ManageStaff on "employer": EmployerAdmin;
    /// Invite somebody to work at an employer.
    InviteStaff on "employer": EmployerAdmin;
    /// Take the staff away as a workbook, with masked numbers.
    ExportStaff on "employer": EmployerAdmin, BureauOfficer;
    /// See that somebody is invited, or says that she works somewhere.
    SeeJoining on "joining": Owner, EmployerAdmin, BureauOfficer;
    /// Accept or decline an invitation.
    AnswerInvitation on "joining": Owner;
    /// Confirm or refuse that somebody works at an employer.
    DecideJoining on "joining": EmployerAdmin, BureauOfficer;
    /// Take back that one works somewhere.
    WithdrawClaimOfPost on "joining": Owner;
    /// See a list of an employer's people, and what each row did.
    SeeRoster on "roster": EmployerAdmin;
    /// Upload a list of an employer's people, put it in force, undo it.
    ImportRoster on "roster": EmployerAdmin;
    /// Remind those of the staff who will miss the year.
    RemindStaff on "employer": EmployerAdmin;
    /// Take the yearly register of the staff along.
    ExportRegister on "employer": EmployerAdmin;
    /// Let somebody stand in for the holder of a role, and end that.
    ArrangeCover on "cover": Owner, RegionAdmin;
    /// Give back what one does for somebody else.
    LeaveCover on "deputy": Owner;
    /// See a base's courses with their figures.
    SeeBase on "base": BaseAdmin, Instructor, BureauOfficer, Inspector, RegionAdmin;
    /// Send files for the courses of a base.
    SendFile on "upload": BaseAdmin, Instructor;
    /// See courses of a base in the making.
    SeeDraft on "draft": BaseAdmin, Instructor, BureauOfficer, Inspector;
    /// Make a course of a base: what it teaches, its lessons, its questions.
    MakeCourse on "draft": BaseAdmin, Instructor;
    /// Submit a course for review, or take it back.
    SubmitCourse on "draft": BaseAdmin;
    /// Publish a submitted course, or return it.
    ReviewCourse on "draft": BureauOfficer;
    /// Take a published course out of the catalogue.
    WithdrawCourse on "base": BaseAdmin, BureauOfficer;
    /// See a bureau's queues.
    SeeBureau on "territory": BureauOfficer, Cashier, RegionAdmin;
    /// See what an inspector looks at.
    Inspect on "territory": Inspector, RegionAdmin;
    /// Note what came of a signal.
    SettleSignal on "signal": Inspector;
    /// Check applicants for a committee.
    CheckApplicants on "territory": CommitteeClerk, BureauOfficer;
    /// Upload a list of applicants for a territory.
    UploadBatch on "territory": CommitteeClerk;
    /// See a list of applicants, its results and its identity numbers.
    SeeBatch on "batch": CommitteeClerk;
    /// Have a list decided, stop it, or erase it.
    RunBatch on "batch": CommitteeClerk;
    /// Ask for hours on evidence.
    FileClaim on "person": Owner;
    /// See a claim and its files.
    SeeClaim on "claim": Owner, EmployerAdmin, BureauOfficer;
    /// Change, submit, withdraw or appeal a claim.
    ChangeClaim on "claim": Owner;
    /// Confirm or return a claim for the employer.
    ConfirmClaim on "claim": EmployerAdmin;
    /// Decide a claim or its appeal, with the same files of others beside it.
    DecideClaim on "claim": BureauOfficer;
    /// Import verified hours of earlier years, confirm a list, give it up.
    ImportEarlier on "territory": BureauOfficer;
    /// Ask for hours of an earlier year.
    AskEarlier on "person": Owner;
    /// See a request for hours of an earlier year and its card.
    SeeEarlier on "earlier_request": Owner, BureauOfficer;
    /// Take a request back.
    WithdrawEarlier on "earlier_request": Owner;
    /// Decide a request for hours of an earlier year.
    DecideEarlier on "earlier_request": BureauOfficer;
    /// See the region: territories, officers, editions.
    SeeRegion on "territory": RegionAdmin;
    /// See health, jobs and audit.
    SeeHealth on "house": Operator;
}

impl Action {
    /// Whether the role must be one's own: who stands in for a few days makes nobody an admin, and
    /// ends nobody's role.
    pub(super) const fn is_in_person(self) -> bool {
        matches!(
            self,
            Self::ManageEmployer | Self::EndAdmin | Self::AppointAdmin
        )
    }
}

/// The matrix as text: a line per action, a column per role.
pub fn matrix() -> String {
    let mut text = String::from("| action | on | owner |");
    for role in Role::ALL {
        let _ = write!(text, " {role} |");
    }
    text.push_str("\n| --- | --- | --- |");
    text.push_str(&" --- |".repeat(Role::ALL.len()));
    for &action in Action::ALL {
        let admitted: Vec<Who> = rules(action).collect();
        let mark = |who| {
            if admitted.contains(&who) {
                "yes"
            } else {
                "–"
            }
        };
        let _ = write!(
            text,
            "\n| {action:?} | {} | {} |",
            action.resource(),
            mark(Who::Owner)
        );
        for role in Role::ALL {
            let _ = write!(text, " {} |", mark(Who::Role(role)));
        }
    }
    text.push('\n');
    text
}
