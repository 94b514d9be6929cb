//! Marks everything in a draft that an officer must hold against the new notice: `confirm = true`,
//! with a basis that says what to look for.

use kernel::Year;
use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::roll::{set, year_of};
use crate::pack::edition::Edition;

/// Makes the pack a draft of that id and marks what it takes over from an edition.
pub(super) fn mark(pack: &mut DocumentMut, from: &Edition, id: &str, year: Year) {
    let marker = Marker {
        from: from.id(),
        year,
    };
    head(pack, from, id, year);
    if let Some(notice) = pack.get_mut("notice").and_then(Item::as_table_like_mut) {
        let what = "标题、文号、日期、原文（docs/notice/）和摘要都换成新通知的";
        marker.confirm(notice, what);
    }
    for key in ["course_time", "exams", "refunds", "player", "card"] {
        let what = match key {
            "course_time" => "一学时折合多少分钟",
            "exams" => "考试办法和合格分",
            "refunds" => "退费办法",
            "player" => "播放与计时的要求",
            _ => "审验卡的条件",
        };
        if let Some(table) = pack.get_mut(key).and_then(Item::as_table_like_mut) {
            marker.source(table, "source", what);
        }
    }
    let player = pack.get_mut("player").and_then(Item::as_table_like_mut);
    let years = player.and_then(|player| player.get_mut("years"));
    if let Some(years) = years.and_then(Item::as_array_of_tables_mut) {
        for table in years.iter_mut() {
            let year = table.get("year").and_then(year_of).unwrap_or(year);
            marker.source(table, "source", &format!("{year} 年度播放与计时的不同规定"));
        }
    }
    for (key, identity) in [
        ("categories", "name"),
        ("fees", "category"),
        ("conversions", "kind"),
        ("sums", ""),
        ("study_years", "year"),
        ("clauses", "cite"),
    ] {
        let Some(tables) = pack.get_mut(key).and_then(Item::as_array_of_tables_mut) else {
            continue;
        };
        for table in tables.iter_mut() {
            let name = table
                .get(identity)
                .and_then(Item::as_str)
                .unwrap_or_default();
            let name = name.to_owned();
            marker.table(table, key, &name);
        }
    }
}

/// Id, year, the flag, and what the file says of itself.
fn head(pack: &mut DocumentMut, from: &Edition, id: &str, year: Year) {
    set(pack.as_table_mut(), "id", id.into());
    set(pack.as_table_mut(), "draft", true.into());
    let head = format!(
        "# {id}：草稿，由 {} 起草。只有点名（--edition {id}）才用它判定，可以随时修改。\n\
         #\n\
         # 规则照旧，年度和起止日期顺移到 {year} 年。通知还是原来的通知：新通知发布后，换掉 [notice]，\n\
         # 逐条核对标了 confirm = true 的地方（basis 写明核对什么），无误的删去 confirm 和 basis 两行，\n\
         # 我们自己的理解留着并写明依据；再把条款号换成新通知的。例子在同名的 .feature 文件里。\n\
         # 做完后运行 xueshi policy check、test 和 diff；发布时删去 draft，并在 digests.toml 登记摘要。\n\
         \n",
        from.id(),
    );
    if let Some(mut key) = pack.key_mut("id") {
        key.leaf_decor_mut().set_prefix(head);
    }
}

struct Marker<'f> {
    from: &'f str,
    year: Year,
}

impl Marker<'_> {
    fn table(&self, table: &mut Table, key: &str, name: &str) {
        let what = match key {
            "categories" => format!("科目 {name} 由什么事件记入学时"),
            "fees" => format!("科目 {name} 的收费标准"),
            "conversions" => format!("{name} 的折算比例、上限和证明"),
            "sums" => "几年合计的学时要求".to_owned(),
            "study_years" => {
                let year = table.get("year").and_then(year_of).unwrap_or(self.year);
                self.windows(table, &format!("{year} 年度可以学习的起止日期"));
                format!("{year} 年度各科目要求的学时")
            }
            _ => {
                self.confirm(table, "这一条的原文、执行口径和规则中的数字是否照旧");
                return;
            }
        };
        self.source(table, "source", &what);
    }

    /// The source of a study year's windows; where the pack has none, it gets that of the year.
    fn windows(&self, table: &mut Table, what: &str) {
        if !table.contains_key("windows_source") {
            let source = table.get("source").and_then(Item::as_table_like);
            let cite = source
                .and_then(|source| source.get("cite"))
                .and_then(Item::as_str);
            let mut own = InlineTable::new();
            own.insert("cite", cite.unwrap_or_default().into());
            table.insert("windows_source", Item::Value(Value::InlineTable(own)));
        }
        self.source(table, "windows_source", what);
    }

    fn source(&self, table: &mut dyn TableLike, key: &str, what: &str) {
        if let Some(source) = table.get_mut(key).and_then(Item::as_table_like_mut) {
            self.confirm(source, what);
        }
    }

    /// Marks one table; what it rested on so far is kept.
    fn confirm(&self, table: &mut dyn TableLike, what: &str) {
        let (from, year) = (self.from, self.year);
        let before = table.get("basis").and_then(Item::as_str).map(str::trim);
        let before = before.filter(|before| !before.is_empty());
        let mut basis = format!("请核对 {year} 年通知：{what}（沿用 {from}）");
        if let Some(before) = before {
            basis.push_str("。原依据：");
            basis.push_str(before);
        }
        set(table, "confirm", true.into());
        set(table, "basis", basis.into());
    }
}
