//! A pack laid out as a list of leaves: a place, what it says, and which clause it belongs to.
//! Tables of a list are told apart by what identifies them, not by where they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use toml::{Table, Value};

use super::ChangeKind;
use super::words;
use crate::pack::format::{Group, Key, PACK, Shape};
use crate::scenarios::section;

/// The leaves of a pack, in the order of the format.
pub(super) struct Flat {
    leaves: Vec<Leaf>,
    places: BTreeMap<String, usize>,
    /// Places of the tables of lists.
    tables: BTreeSet<String>,
}

/// One thing that a pack says.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub place: String,
    /// The table of a list in which it stands, and those around it, outermost first.
    parents: Vec<String>,
    pub value: String,
    pub kind: ChangeKind,
    pub clause: Option<String>,
    pub zh: String,
    pub en: String,
    /// It stands for a whole table of a list.
    is_table: bool,
    is_cite: bool,
}

impl Leaf {
    /// Whether two editions say the same here. A clause keeps its section when the notice changes.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        if self.is_cite {
            section(&self.value) == section(&other.value)
        } else {
            self.is_table || self.value == other.value
        }
    }
}

impl Flat {
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter()
    }

    pub(super) fn at(&self, place: &str) -> Option<&Leaf> {
        self.leaves.get(*self.places.get(place)?)
    }

    /// Whether a table around the leaf is not there at all, and is told for itself.
    pub(super) fn lacks_parent(&self, leaf: &Leaf) -> bool {
        leaf.parents
            .iter()
            .any(|parent| !self.tables.contains(parent))
    }
}

/// Lays out a pack.
pub(super) fn lay_out(pack: &Table) -> Flat {
    let mut flat = Flat {
        leaves: Vec::new(),
        places: BTreeMap::new(),
        tables: BTreeSet::new(),
    };
    let here = Here {
        place: String::new(),
        parents: Vec::new(),
        clause: None,
        notice: false,
        zh: Vec::new(),
        en: Vec::new(),
    };
    flat.group(&PACK, pack, &here);
    for (at, leaf) in flat.leaves.iter().enumerate() {
        flat.places.insert(leaf.place.clone(), at);
    }
    flat
}

/// Where one is in a pack.
#[derive(Clone)]
struct Here {
    place: String,
    parents: Vec<String>,
    clause: Option<String>,
    notice: bool,
    zh: Vec<String>,
    en: Vec<String>,
}

impl Here {
    fn into(&self, key: &Key) -> Self {
        let mut inside = self.clone();
        if !inside.place.is_empty() {
            inside.place.push('.');
        }
        inside.place.push_str(key.name);
        inside.notice |= key.name == "notice";
        let (zh, en) = words::of_key(key);
        inside.zh.push(zh);
        inside.en.push(en);
        inside
    }

    /// One of several, by what identifies it.
    fn one(&self, identity: &str) -> Self {
        let mut inside = self.clone();
        let _ = write!(inside.place, "[{identity}]");
        let (zh, en) = words::of_identity(identity);
        if let Some(last) = inside.zh.last_mut() {
            let _ = write!(last, "（{zh}）");
        }
        if let Some(last) = inside.en.last_mut() {
            let _ = write!(last, " ({en})");
        }
        inside
    }

    fn leaf(&self, value: String, kind: ChangeKind) -> Leaf {
        Leaf {
            place: self.place.clone(),
            parents: self.parents.clone(),
            value,
            kind: match kind {
                ChangeKind::Rule | ChangeKind::Words if self.notice => ChangeKind::Notice,
                kind => kind,
            },
            clause: self.clause.clone(),
            zh: self.zh.join(" · "),
            en: self.en.join(" · "),
            is_table: false,
            is_cite: false,
        }
    }
}

/// What identifies the edition itself is told with the comparison, not in it.
const OF_THE_EDITION: [&str; 3] = ["id", "application_year", "draft"];

impl Flat {
    fn group(&mut self, group: &Group, table: &Table, here: &Here) {
        let mut here = here.clone();
        if let Some(source) = table.get("source").and_then(|source| source.get("cite")) {
            here.clause = source.as_str().map(str::to_owned);
        }
        if here.place.is_empty() {
            let own = |key: &&Key| !OF_THE_EDITION.contains(&key.name);
            for key in group.keys.iter().filter(own) {
                self.key(key, table, &here);
            }
        } else {
            for key in group.keys {
                self.key(key, table, &here);
            }
        }
    }

    fn key(&mut self, key: &Key, table: &Table, here: &Here) {
        // Where nothing is said of the windows, they come from where the hours do.
        let value = match key.name {
            "windows_source" => table.get(key.name).or_else(|| table.get("source")),
            name => table.get(name),
        };
        if let Some(value) = value {
            self.value(&key.shape, key.name, value, &here.into(key));
        }
    }

    fn value(&mut self, shape: &Shape, name: &str, value: &Value, here: &Here) {
        match (shape, value) {
            (Shape::Table(group), Value::Table(table)) => self.group(group, table, here),
            (Shape::Tables(group), Value::Array(items)) => self.tables(group, items, here),
            (Shape::Map(of), Value::Table(table)) => {
                for (name, value) in table {
                    self.value(of, name, value, &here.one(name));
                }
            }
            _ => {
                let mut leaf = here.leaf(told(value), kind_of(name, shape));
                leaf.is_cite = matches!(shape, Shape::Cite);
                self.leaves.push(leaf);
            }
        }
    }

    fn tables(&mut self, group: &Group, items: &[Value], here: &Here) {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let Some(table) = item.as_table() else {
                continue;
            };
            let identity = group.identity.and_then(|key| table.get(key)).map(told);
            let identity = identity.unwrap_or_else(|| (at + 1).to_string());
            let identity = section(&identity).to_owned();
            let again = used.entry(identity.clone()).or_default();
            *again += 1;
            let identity = match again {
                1 => identity,
                more => format!("{identity}#{more}"),
            };
            let mut one = here.one(&identity);
            if group.key("quote").is_some() {
                one.clause = table.get("cite").map(told);
            }
            self.tables.insert(one.place.clone());
            let mut whole = one.leaf(told_table(group, table), ChangeKind::Rule);
            whole.is_table = true;
            self.leaves.push(whole);
            one.parents.push(one.place.clone());
            self.group(group, table, &one);
        }
    }
}

/// A value as the change tells it.
fn told(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(told).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            let parts = table
                .iter()
                .map(|(key, value)| format!("{key}: {}", told(value)));
            format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.to_string()
        }
    }
}

/// A whole table in one line: what it says of rules and figures.
fn told_table(group: &Group, table: &Table) -> String {
    let keys = group.keys.iter();
    let keys = keys.filter(|key| kind_of(key.name, &key.shape) == ChangeKind::Rule);
    let parts = keys.filter_map(|key| match (&key.shape, table.get(key.name)?) {
        (Shape::Table(_) | Shape::Tables(_), _) if key.name.ends_with("source") => None,
        (Shape::Tables(_), Value::Array(items)) => Some(format!("{}: {}", key.name, items.len())),
        (_, value) => Some(format!("{}: {}", key.name, told(value))),
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn kind_of(name: &str, shape: &Shape) -> ChangeKind {
    match (name, shape) {
        ("confirm" | "basis", _) => ChangeKind::Confirm,
        ("zh" | "en" | "quote" | "applied", Shape::Text) => ChangeKind::Words,
        _ => ChangeKind::Rule,
    }
}
