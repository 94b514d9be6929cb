//! What uploads refuse.

use kernel::faults;

faults! {
    /// Refusals of uploads.
    pub enum Error {
        /// No such upload.
        UnknownUpload = NotFound "uploads.unknown_upload",
        /// The upload was ended, or nobody sent it on for too long.
        Gone = NotFound "uploads.gone",
        /// The whole is larger than we take.
        TooLarge = Invalid "uploads.too_large",
        /// The base has too many files on their way.
        TooMany = TooMany "uploads.too_many",
        /// The piece does not begin where the last one ended.
        WrongOffset = Conflict "uploads.wrong_offset",
        /// Another piece of the same file is being written.
        BeingWritten = Conflict "uploads.being_written",
        /// The piece goes past the end of the file.
        PastEnd = Invalid "uploads.past_end",
        /// What was told about the file is malformed.
        BadMetadata = Invalid "uploads.bad_metadata",
        /// There is no room on the disk.
        DiskFull = Unavailable "uploads.disk_full",
        /// Not all of the file has arrived.
        NotWhole = Conflict "uploads.not_whole",
        /// The file stands in use already.
        Taken = Conflict "uploads.taken",
    }
}
