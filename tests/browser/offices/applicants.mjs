// The applicants of a committee's list. Synthetic: no living person's number begins with 150172.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The number of somebody born on a day, with three digits of her own (GB 11643). */
export function citizenId(born, own) {
  const digits = `150172${born.replaceAll("-", "")}${own}`;
  const sum = WEIGHTS.reduce((so, weight, at) => so + weight * Number(digits[at]), 0);
  return digits + "10X98765432"[sum % 11];
}

/** 乌日娜 and another learner as the demo registers them. */
const LEARNER = citizenId("1988-04-12", "000");
const OTHER = citizenId("1979-09-03", "010");

const applicant = (id, name, more) => ({
  身份证号: id,
  姓名: name,
  申报事项: "职称评审",
  申报级别: "初级",
  申报日期: "2022-12-15",
  ...more,
});
const hours = { "2022年公需学时": "30", "2022年专业学时": "60" };

/** Who stands in the list, and, for the faulty ones, what the check must say of the row. */
export const FAULTY = [
  [applicant(LEARNER, "乌日娜"), null],
  [applicant(citizenId("1985-03-01", "902"), "赵一", hours), null],
  [applicant(citizenId("1985-03-02", "902").replace(/.$/, "?"), "钱二", hours), "身份证号"],
  [applicant(citizenId("1985-03-03", "902"), "=1+1", { ...hours, 申报日期: "昨天" }), "申报日期"],
  [applicant(citizenId("1985-03-04", "902"), "李四", { ...hours, 申报级别: "特级" }), "申报级别"],
  [applicant(citizenId("2015-03-05", "902"), "周五", hours), "出生日期"],
  [applicant(citizenId("1985-03-06", "902"), "吴六", { "2022年公需学时": ".02" }), "2022年公需学时"],
  [applicant(OTHER, "郑七"), "姓名"],
];

/** The same list, corrected; with what each row is decided. */
export const CORRECTED = [
  [applicant(LEARNER, "乌日娜"), "不符合"],
  [applicant(citizenId("1985-03-01", "902"), "赵一", hours), "符合"],
  [applicant(citizenId("1985-03-02", "902"), "钱二", { "2022年公需学时": "30" }), "资料不足"],
  [applicant(citizenId("1985-03-03", "902"), "=1+1", hours), "符合"],
  [applicant(citizenId("1960-03-04", "902"), "李四", { "2022年公需学时": "0" }), "免学时"],
];

/** The rows as csv below the headings of the template, which mark what must be there by a star. */
export function asCsv(headings, rows) {
  const cells = rows.map(([row]) => headings.map((name) => row[name.replace("*", "")] ?? ""));
  const lines = [headings, ...cells].map((line) => line.join(","));
  return Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`);
}
