//! Edits that make a pack senseless, one thing each: what it is, what is replaced, and by what.

type Edit = (&'static str, &'static str, &'static str);

/// Of the pack of 2022, which asks for hours year by year.
pub const YEARLY: &[Edit] = &[
    ("no TOML", "pass_mark = 60", "pass_mark = = 60"),
    (
        "a text without its last quote",
        "title = \"关于",
        "title = 关于",
    ),
    ("31 November", "to = \"2022-12-31\"", "to = \"2022-11-31\""),
    (
        "29 February of a common year",
        "from = \"2022-01-01\"",
        "from = \"2022-02-29\"",
    ),
    (
        "a date without quotes",
        "to = \"2022-12-31\"",
        "to = 2022-12-31",
    ),
    (
        "a window that ends before it begins",
        "to = \"2022-12-31\"",
        "to = \"2021-12-31\"",
    ),
    (
        "a window before its study year",
        "year = 2022\nrequired = { public = \"30\", professional = \"60\" }\nwindows = [{ from = \"2022-01-01\"",
        "year = 2022\nrequired = { public = \"30\", professional = \"60\" }\nwindows = [{ from = \"2021-01-01\"",
    ),
    (
        "two windows share a day",
        "windows = [{ from = \"2022-01-01\", to = \"2022-12-31\" }]",
        "windows = [{ from = \"2022-01-01\", to = \"2022-06-30\" }, { from = \"2022-06-30\", to = \"2022-12-31\" }]",
    ),
    (
        "no window, and nobody who could open one",
        "windows = [{ from = \"2022-01-01\", to = \"2022-12-31\" }] # 补学\n",
        "",
    ),
    ("a key misspelt", "pass_mark = 60", "pass_marks = 60"),
    (
        "a key of the first level misspelt",
        "application_year = 2022",
        "application_year = 2022\ndraught = true",
    ),
    (
        "a key of a condition misspelt",
        "age = { male = 50, female = 45 }",
        "age = { man = 50, female = 45 }",
    ),
    (
        "an age of nobody",
        "age = { male = 50, female = 45 }",
        "age = {}",
    ),
    (
        "an exam that nobody can pass",
        "pass_mark = 60",
        "pass_mark = 160",
    ),
    (
        "an hour of no minutes",
        "minutes_per_hour = 45",
        "minutes_per_hour = 0",
    ),
    (
        "fen with decimals",
        "fen_per_hour = 250",
        "fen_per_hour = 2.5",
    ),
    ("hours as a number", "public = \"30\"", "public = 30"),
    (
        "hours with three decimals",
        "public = \"30\"",
        "public = \"30.125\"",
    ),
    ("negative hours", "public = \"30\"", "public = \"-30\""),
    (
        "more hours than a year has",
        "public = \"30\"",
        "public = \"9000\"",
    ),
    ("an age of 200", "female = 45", "female = 200"),
    (
        "a share that is the whole",
        "share = \"1/3\"",
        "share = \"3/3\"",
    ),
    (
        "a digest that is none",
        "digest = \"sha256:9d",
        "digest = \"sha256:9D",
    ),
    ("a clause without a citation", "cite = \"N2022 §3.1\"\n", ""),
    (
        "a figure without a citation",
        "[course_time.source]\ncite = \"N2022 §2\"\n",
        "[course_time.source]\n",
    ),
    (
        "a figure without a source",
        "[exams.source]\ncite = \"N2022 §2.2\"\nconfirm = true\nbasis = \"“学习完成所有课程后参加考试”理解为每门课程学完后考该课程；合格线 60 分通知未写明\"\n",
        "",
    ),
    (
        "a citation of no clause",
        "cite = \"N2022 §4\"",
        "cite = \"N2022 §4.1\"",
    ),
    (
        "two clauses of one citation",
        "cite = \"N2022 §3.2\"\nquote",
        "cite = \"N2022 §3.1\"\nquote",
    ),
    (
        "two prices of one category",
        "category = \"professional\"\nfen",
        "category = \"public\"\nfen",
    ),
    (
        "two conversions of one kind",
        "kind = \"forum\"",
        "kind = \"workshop\"",
    ),
    (
        "a category twice",
        "name = \"professional\"",
        "name = \"public\"",
    ),
    (
        "a sector that nobody has",
        "\"non_public\"]",
        "\"private\"]",
    ),
    (
        "an effect that nobody knows",
        "effect = \"waive\"",
        "effect = \"forgive\"",
    ),
    (
        "a category that is not declared",
        "category = \"professional\"\nzh",
        "category = \"vocational\"\nzh",
    ),
    (
        "a required category that is not declared",
        "{ public = \"30\", professional = \"0\" }",
        "{ public = \"30\", professional = \"0\", elective = \"1\" }",
    ),
    (
        "confirm without a basis",
        "confirm = true\nbasis = \"2020",
        "confirm = true\n#",
    ),
    ("a basis without confirm", "confirm = true\nbasis", "basis"),
    (
        "a notice to be confirmed without a basis",
        "[notice]\n",
        "[notice]\nconfirm = true\n",
    ),
    (
        "a clause without a quote",
        "quote = \"按照管理权限由属地人力资源社会保障部门核定学时后，在全区范围内认可。\"\n",
        "",
    ),
    (
        "a sentence of blanks",
        "zh = \"减免之前应完成的学时：{amounts}。\"",
        "zh = \" \"",
    ),
    ("words that are missing", "senior = {", "seniors = {"),
    ("a window rule without years", "years = 3\n", ""),
    (
        "a field that the effect does not take",
        "share = \"1/3\"",
        "share = \"1/3\"\nyears = 1",
    ),
    (
        "a window that hangs on the person",
        "when = { purposes = [\"card\"] }",
        "when = { purposes = [\"card\"], grassroots = true }",
    ),
    (
        "a level without its purpose",
        "purposes = [\"title_review\"], levels = [\"junior\"]",
        "levels = [\"junior\"]",
    ),
    (
        "a slot that the effect does not fill",
        "满{age}周岁",
        "满{ages}周岁",
    ),
    ("a brace that does not close", "满{age}周岁", "满{age周岁"),
    (
        "a study year within reach without its hours",
        "year = 2020",
        "year = 2019",
    ),
    (
        "a study year after the application year",
        "application_year = 2022\n",
        "application_year = 2022\n[[study_years]]\nyear = 2023\nopens_by = \"bureau\"\n[study_years.source]\ncite = \"N2022 §2\"\n",
    ),
    (
        "a category without its hours",
        "{ public = \"30\", professional = \"0\" }",
        "{ public = \"30\" }",
    ),
    (
        "a category without a price",
        "[[fees]]\ncategory = \"professional\"\nfen_per_hour = 250\n[fees.source]\ncite = \"N2022 §4\"\n",
        "",
    ),
    (
        "somebody for whom no years count",
        "degrees = [\"doctor\"]",
        "degrees = [\"master\"]",
    ),
    ("a study year twice", "year = 2021", "year = 2020"),
    (
        "two rules for one applicant",
        "levels = [\"junior\"]",
        "levels = [\"senior\"]",
    ),
    (
        "a rule twice in its clause",
        "[[clauses.rules]]\neffect = \"waive\"\nwhen = { purposes = [\"title_review\"], age",
        "[[clauses.rules]]\neffect = \"waive\"\nwhen = { purposes = [\"title_review\"], age = { male = 55, female = 50 } }\nzh = \"又一次\"\nen = \"again\"\n\n[[clauses.rules]]\neffect = \"waive\"\nwhen = { purposes = [\"title_review\"], age",
    ),
    (
        "an exam that deems and is referred",
        "in_region = false",
        "in_region = true",
    ),
    (
        "hours that no sentence asks for",
        "effect = \"require\"\nzh",
        "effect = \"require\"\nwhen = { purposes = [\"card\"] }\nzh",
    ),
    (
        "the id of a first revision",
        "id = \"hohhot-etdz/2022\"",
        "id = \"hohhot-etdz/2022.1\"",
    ),
    (
        "another territory",
        "territory = \"hohhot-etdz\"",
        "territory = \"hohhot\"",
    ),
    (
        "another application year",
        "application_year = 2022",
        "application_year = 2021",
    ),
];

/// Of the pack of a test territory, which asks for hours over three years.
pub const SUMS: &[Edit] = &[
    (
        "floors above the total",
        "public = \"40\", total = \"120\"",
        "public = \"140\", total = \"120\"",
    ),
    (
        "hours of a year and of a sum",
        "year = 2013\n",
        "year = 2013\nrequired = { public = \"1\", professional = \"1\" }\n",
    ),
    (
        "two sums for one applicant",
        "levels = [\"junior\"]",
        "levels = [\"senior\"]",
    ),
    (
        "a sum for nobody",
        "[[sums]]\nwhen = { purposes = [\"title_recognition\", \"appointment\", \"appraisal\", \"card\"] }",
        "[[sums]]\nwhen = { purposes = [\"title_recognition\", \"appointment\", \"appraisal\"] }",
    ),
    (
        "a total of one year",
        "year = 2015\nwindows",
        "year = 2015\nrequired = { public = \"1\", professional = \"1\", total = \"2\" }\nwindows",
    ),
    (
        "years since a transfer of a sum",
        "effect = \"reduce\"\nwhen = { purposes = [\"title_review\"], age = { male = 50, female = 45 } }\nshare = \"1/3\"\nzh = \"完成{share}即可：{amounts}。\"\nen = \"Enough is {share}: {amounts}.\"",
        "effect = \"narrow_to_years_since_transfer\"\nzh = \"年\"\nen = \"years\"",
    ),
];
