//! Names of the region for synthetic people: Han, Mongolian, with middle dots, with rare
//! characters. Nobody in particular is meant.

const FAMILY: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "白", "包", "闫",
];
const GIVEN: [&str; 24] = [
    "志强", "丽娟", "晓东", "秀英", "海燕", "建国", "雪梅", "文博", "思远", "雅琴", "立新", "玉兰",
    "浩然", "子涵", "明", "静", "磊", "婷", "鑫淼", "昊", "䶮", "㛃", "喆", "翀",
];
const MONGOLIAN: [&str; 24] = [
    "乌日娜",
    "其木格",
    "巴特尔",
    "苏和",
    "萨仁高娃",
    "阿拉坦",
    "那仁图雅",
    "呼格吉勒",
    "斯琴",
    "哈斯巴根",
    "娜仁",
    "宝音",
    "青格乐",
    "格根塔娜",
    "朝鲁",
    "孟和",
    "图雅",
    "敖登",
    "布和",
    "乌兰",
    "牧仁",
    "苏日娜",
    "额尔敦",
    "通拉嘎",
];
const DOTTED: [&str; 8] = [
    "阿丽亚·巴特尔",
    "古丽娜·艾山",
    "娜仁·苏和",
    "叶尔江·哈孜",
    "萨仁·其其格",
    "安娜·伊万诺娃",
    "买买提·吐尔逊",
    "乌云·毕力格",
];

/// The name of the `number`th person.
pub fn name(number: usize) -> String {
    let pick = |list: &[&str], at: usize| {
        list.get(at % list.len().max(1))
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    match number % 10 {
        0..=5 => format!(
            "{}{}",
            pick(&FAMILY, number * 7),
            pick(&GIVEN, number * 5 + number / 24)
        ),
        6..=8 => pick(&MONGOLIAN, number * 11 + number / 24),
        _ => pick(&DOTTED, number / 10),
    }
}
