//! What the protocol refuses; the domain's own refusals stand with it.

use kernel::faults;

faults! {
    /// Refusals of tus.
    pub enum Error {
        /// Another version of tus, or none.
        Version = Invalid "tus.version",
        /// A piece that is not sent as bytes.
        NotOctets = Invalid "tus.not_octets",
        /// A header is missing or says no number.
        BadHeader = Invalid "tus.bad_header",
        /// We want to know the size when an upload begins.
        LengthLater = Invalid "tus.length_later",
        /// A checksum of a kind that we do not know.
        UnknownAlgorithm = Invalid "tus.unknown_algorithm",
        /// The piece is not what was sent.
        ChecksumDiffers = Conflict "tus.checksum_differs",
        /// The line was cut before the piece was whole.
        Cut = Invalid "tus.cut",
    }
}
