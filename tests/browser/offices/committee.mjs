// A committee's list, from the template to workbook and summary, by keyboard.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Keyboard } from "../lib/keyboard.mjs";
import { isPdfOf } from "../lib/pdf.mjs";
import { sheetOf } from "../lib/workbook.mjs";
import { asCsv, CORRECTED, FAULTY } from "./applicants.mjs";

const CLERK = "周文博";

/** The clerk with her list. */
export class Committee {
  constructor(walk) {
    this.walk = walk;
  }

  async takesTheTemplate() {
    this.window = await this.walk.as(CLERK);
    this.page = this.window.page;
    this.keys = new Keyboard(this.window);
    await this.keys.tabTo(/^申报核对$/);
    await this.keys.follow();
    await this.walk.look(this.window, "lists");
    const workbook = await this.#downloads(/^下载模板/);
    const [headings] = sheetOf(workbook, 1).rows;
    const csv = await this.#downloads(/^csv 模板$/);
    this.headings = csv.toString("utf8").replace("\ufeff", "").trim().split(",");
    assert.deepEqual(headings, this.headings, "both templates have the same columns");
    for (const name of ["身份证号*", "申报日期*", "2022年专业学时"]) {
      assert.ok(this.headings.includes(name), `no ${name} in ${this.headings}`);
    }
  }

  async hasFaultsTold() {
    await this.#uploads("名单.csv", FAULTY);
    await this.walk.look(this.window, "list with faults");
    const faulty = FAULTY.flatMap(([, column], at) => (column ? [[at + 2, column]] : []));
    const rows = await this.#rows();
    assert.equal(rows.length, faulty.length, `${rows}`);
    for (const [at, [line, column]] of faulty.entries()) {
      assert.equal(rows[at][0], String(line));
      assert.ok(rows[at][4].includes(column), `row ${line} does not blame ${column}: ${rows[at]}`);
    }
    await this.page.getByRole("button", { name: "确认，判定 2 人" }).waitFor();
  }

  async uploadsItCorrected() {
    await this.keys.tabTo(/^返回名单$/);
    await this.keys.follow();
    await this.#uploads("改正的名单.csv", CORRECTED);
    await this.page.getByText("没有要改正的行。").waitFor();
    await this.walk.look(this.window, "list without faults");
  }

  async decides() {
    await this.keys.tabTo(new RegExp(`^确认，判定 ${CORRECTED.length} 人$`));
    await this.keys.follow();
    await this.page.getByRole("heading", { name: "判定完成" }).waitFor();
    const rows = await this.#rows();
    assert.deepEqual(
      rows.map(([, , , outcome]) => outcome.split("\n")[0].trim()),
      CORRECTED.map(([, outcome]) => outcome),
    );
    await this.keys.tabTo(/^逐条说明$/);
    await this.keys.press("Enter");
    await this.page.getByText("N2022 §2a.1").first().waitFor();
    await this.walk.look(this.window, "list decided");
  }

  async takesTheWorkbook() {
    // Back at the top: what was unfolded last lies below the links.
    await this.page.reload();
    const bytes = await this.#downloads(/^下载结果工作簿$/);
    const [results, hours] = [sheetOf(bytes, 1), sheetOf(bytes, 2)];
    assert.equal(results.formulas + hours.formulas, 0, "a cell computes");
    const [head, ...rows] = results.rows;
    const column = (name) => rows.map((row) => row[head.indexOf(name)]);
    assert.deepEqual(
      column("结果"),
      CORRECTED.map(([, outcome]) => outcome),
    );
    // What looks like a formula is disarmed, also for whoever saves the sheet as csv.
    assert.deepEqual(
      column("姓名"),
      CORRECTED.map(([row]) => row.姓名.replace(/^=/, "'=")),
    );
    assert.ok(column("身份证号").every((number) => /^150\*{13}\d[\dX]$/.test(number)));
    assert.ok(column("理由").every((reasons) => reasons.includes("N2022 §")));
    assert.deepEqual(column("资料来源").slice(0, 2), ["在册资料", "填报资料，未核实"]);
    const [, ...years] = hours.rows;
    const of = (line) => years.filter((row) => row[0] === String(line)).map((row) => row[3]);
    assert.ok(of(3).length >= 2 && of(3).includes("2022"), `hours of row 3: ${of(3)}`);
  }

  async printsTheSummary() {
    const link = this.page.getByRole("link", { name: /^查看汇总表/ });
    await isPdfOf(this.window, link, "改正的名单");
  }

  sawTheFocus() {
    assert.deepEqual([...this.keys.findings], [], "the focus is not to be seen");
  }

  /** Presses Enter on a link that downloads; the bytes. */
  async #downloads(words) {
    await this.keys.tabTo(words);
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.keys.press("Enter"),
    ]);
    return readFile(await download.path());
  }

  /** Uploads a list and waits until it is checked. The system's own dialog no test can work. */
  async #uploads(name, rows) {
    const buffer = asCsv(this.headings, rows);
    await this.page.getByLabel("名单文件").setInputFiles({ name, mimeType: "text/csv", buffer });
    await this.keys.tabTo(/^上传并检查$/);
    await this.keys.follow();
    await this.page.getByRole("heading", { name: "检查完成，请确认" }).waitFor();
    await this.page.waitForLoadState();
  }

  /** The rows that are shown, cell by cell. */
  async #rows() {
    const rows = await this.page.locator("table.list-rows tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
  }
}
