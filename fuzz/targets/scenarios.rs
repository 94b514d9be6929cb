//! The reader of scenarios: whatever stands in the file, it is run or told what is wrong, never
//! less.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policy::{Policies, scenarios};

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let edition = POLICIES.edition("hohhot-etdz/2022").unwrap();
    let report = scenarios::run(edition, "2022.feature", bytes);
    assert!(report.ran > 0 || !report.is_good());
    let lines = bytes.split(|byte| *byte == b'\n').count();
    assert!(
        report
            .failures
            .iter()
            .all(|failure| (1..=lines + 1).contains(&failure.line))
    );
});
