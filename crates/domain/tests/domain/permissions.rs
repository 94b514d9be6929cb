//! The matrix that an officer can read is the one that the program asks.

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");

const HEAD: &str = "# Who may do what\n\nMade from `crates/domain/src/permission/table.rs`; a test \
holds it to that. Run the tests with `XUESHI_TEST_BLESS=1` to renew it.\n\nA role is held for a \
scope: an employer admin for one employer, base admins and instructors for one base, officers, \
cashiers, inspectors, clerks and region admins for a territory and all below it.\n\n";

#[test]
fn the_committed_matrix_is_the_programs() {
    let text = format!("{HEAD}{}", domain::permission::matrix());
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the tests asks to renew it"
    )]
    if std::env::var("XUESHI_TEST_BLESS").is_ok() {
        std::fs::write(FILE, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), text);
}
