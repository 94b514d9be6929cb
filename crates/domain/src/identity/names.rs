//! Names as people write them.

/// Whether two names are the same to whoever reads them: blanks, and the many dots of keyboards,
/// make no other person.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        let is_dot = |c: char| matches!(c, '·' | '•' | '‧' | '∙' | '・' | '･' | '.' | '．' | '●');
        sheets::plain(name)
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if is_dot(c) { '·' } else { c })
            .collect::<String>()
            .to_lowercase()
    };
    letters(one) == letters(other)
}
