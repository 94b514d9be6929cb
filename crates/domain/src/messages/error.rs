//! What messages refuse.

use kernel::faults;

faults! {
    /// Refusals of messages.
    pub enum Error {
        /// That is no mail address.
        BadMail = Invalid "messages.bad_mail",
        /// She has no telephone to which a text message could go.
        NoPhone = Conflict "messages.no_phone",
        /// The code does not fit, is used, or too old.
        WrongCode = Invalid "messages.wrong_code",
        /// A code was sent a moment ago.
        CodeTooSoon = TooMany "messages.code_too_soon",
    }
}
