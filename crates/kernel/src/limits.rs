//! Limits on everything that comes in. A number here is a promise of memory and time.

/// Highest number of a beat: so many a session never sends.
pub const BEAT_SEQ_MAX: i64 = 2_147_483_647;

/// Longest name of a person, in characters.
pub const NAME_CHARS_MAX: usize = 50;
/// Longest name of an employer or a department, in characters.
pub const EMPLOYER_NAME_CHARS_MAX: usize = 100;
/// Most departments of an employer that are open at once.
pub const DEPARTMENTS_MAX: usize = 500;
/// Most admins of an employer at once.
pub const EMPLOYER_ADMINS_MAX: usize = 20;
/// Longest time in which somebody stands in for another at once, in days.
pub const COVER_DAYS_MAX: i32 = 92;
/// Most registrations of a person that wait at once.
pub const REGISTRATIONS_WAITING_MAX: i64 = 5;
/// Longest free text (a reason, an answer), in characters.
pub const TEXT_CHARS_MAX: usize = 500;
/// Most things on one page.
pub const PAGE_ITEMS_MAX: i64 = 200;
/// Largest body of a form or an API call, in bytes.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// Largest list that is uploaded, in bytes.
pub const LIST_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Most that a workbook may unpack to, in bytes.
pub const LIST_UNPACKED_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Most rows of a list, without title and headings.
pub const LIST_ROWS_MAX: usize = 20_000;
/// Most columns of a list.
pub const LIST_COLUMNS_MAX: usize = 60;
/// Longest text of a cell, in characters.
pub const LIST_CELL_CHARS_MAX: usize = 200;
/// Longest name of a file, in characters.
pub const FILE_NAME_CHARS_MAX: usize = 120;
/// Most segments in one beat.
pub const BEAT_SEGMENTS_MAX: usize = 200;
/// Most separate stretches that are kept of one lesson.
pub const COVERAGE_SPANS_MAX: usize = 500;
/// Most questions of one lesson.
pub const LESSON_QUESTIONS_MAX: usize = 100;
/// Most options of a lesson's question: a key of the keyboard for each.
pub const LESSON_OPTIONS_MAX: usize = 6;
/// A lesson has a question in every stretch of this length, in milliseconds.
pub const LESSON_QUESTION_EVERY_MS: i64 = 10 * 60 * 1000;
/// Most courses in one order.
pub const ORDER_LINES_MAX: usize = 50;
/// Most seats (a person on a course) in an employer's order.
pub const GROUP_SEATS_MAX: usize = 2_000;
/// Longest search text, in characters.
pub const SEARCH_CHARS_MAX: usize = 50;
/// Most disputes of a person that wait at once.
pub const DISPUTES_OPEN_MAX: usize = 20;
/// Most beats of one lesson that are laid out: a month of beats, one every 15 seconds, at 3 hours a
/// day. Older ones are kept, and left out with a word.
pub const GLASS_BEATS_MAX: i64 = 20_000;
