//! Short words for places: `参与判定的规则（免除学时） · 条件 · 年满 · 女`.

use crate::pack::format::Key;
use crate::pack::schema::RawEffect;

/// A key in Chinese and English, without what its description adds after the name.
pub(super) fn of_key(key: &Key) -> (String, String) {
    let short = |text: &str, marks: [&str; 3]| {
        let ends = marks.iter().filter_map(|mark| text.find(mark));
        let end = ends.min().unwrap_or(text.len());
        text.get(..end).unwrap_or(text).to_owned()
    };
    (
        short(key.zh, ["（", "：", "，"]),
        short(key.en, [" (", ":", ", "]),
    )
}

/// What tells one table of a list from the others, in Chinese and English.
pub(super) fn of_identity(identity: &str) -> (String, String) {
    let (name, again) = identity.split_once('#').unwrap_or((identity, ""));
    let again = if again.is_empty() {
        String::new()
    } else {
        format!(" {again}")
    };
    let zh = match name.parse::<RawEffect>() {
        Ok(RawEffect::Window) => "确定年度",
        Ok(RawEffect::Narrow) => "按转任年限",
        Ok(RawEffect::Require) => "要求学时",
        Ok(RawEffect::Reduce) => "减少学时",
        Ok(RawEffect::Deem) => "视同完成",
        Ok(RawEffect::Refer) => "转人工核实",
        Ok(RawEffect::Waive) => "免除学时",
        Ok(RawEffect::Reference) => "作为参考",
        Err(_) => name,
    };
    (
        format!("{zh}{again}"),
        format!("{}{again}", name.replace('_', " ")),
    )
}
