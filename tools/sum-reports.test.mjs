import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { summarise } from "./sum-reports.mjs";

function summaryOf(files) {
  const folder = mkdtempSync(join(tmpdir(), "tsuzuku-reports-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return summarise([folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const googletest = `<testsuites tests="4"><testsuite name="Day">
  <testcase name="parses" file="day_test.cpp" line="3" status="run" result="completed" time="0." classname="Day" />
  <testcase name="rejects" status="run" result="completed" classname="Day">
    <failure message="a &gt; b" type=""><![CDATA[shown in a <testcase> </testcase>]]></failure>
  </testcase>
  <testcase name="shared" status="run" result="skipped" classname="Day"><skipped message="day_test.cpp:9&#x0A;no data"/></testcase>
  <testcase name="DISABLED_off" status="notrun" result="suppressed" classname="Day" />
</testsuite></testsuites>`;

test("GoogleTest cases are counted one by one and failures are named", () => {
  const { lines, good } = summaryOf({ "day_test.xml": googletest });
  assert.equal(lines.at(-1), "1 passed, 1 failed, 2 skipped");
  assert.ok(lines.includes("skipped 1: no data"));
  assert.equal(lines[lines.indexOf("failed: day_test: Day › rejects") + 1], "  a > b");
  assert.equal(good, false);
});

test("a case name may hold angle brackets and quotes", () => {
  const { lines } = summaryOf({ "ui.xml": '<testsuite><testcase name="a -> &quot;b&quot;" time="0"/></testsuite>' });
  assert.deepEqual(lines, ["1 passed, 0 failed"]);
});

test("a program that died before it wrote a report counts as one failure", () => {
  const died = '<testsuite><testcase name="sql_test" classname="sql_test" status="fail"><failure message=""/></testcase></testsuite>';
  assert.deepEqual(summaryOf({ "programs.ctest": died }).lines, ["failed: sql_test: sql_test", "0 passed, 1 failed"]);
});

test("the last words of a program that died are shown", () => {
  const words = Array.from({ length: 40 }, (_, line) => `line ${line} &lt;`).join("\n");
  const died = `<testsuite><testcase name="a" status="fail"><failure message=""/><system-out>${words}</system-out></testcase></testsuite>`;
  const { lines } = summaryOf({ "programs.ctest": died });
  assert.equal(lines[0], "failed: a: a");
  assert.deepEqual([lines[1], lines[12]], ["  line 28 <", "  line 39 <"]);
});

test("a program that could not be started is no harmless skip", () => {
  const absent = '<testsuite><testcase name="x_test" status="notrun"><skipped message="Unable to find executable"/></testcase></testsuite>';
  assert.equal(summaryOf({ "programs.ctest": absent }).lines.at(-1), "0 passed, 1 failed");
});

test("a program that failed after a clean report counts as one failure, a failed case is not counted twice", () => {
  const clean = '<testsuite><testcase name="one" classname="A" status="run"/></testsuite>';
  const ended = (name) => `<testsuite><testcase name="${name}" status="fail"><failure message=""/></testcase></testsuite>`;
  assert.equal(summaryOf({ "a_test.xml": clean, "programs.ctest": ended("a_test") }).lines.at(-1), "1 passed, 1 failed");
  assert.equal(summaryOf({ "day_test.xml": googletest, "programs.ctest": ended("day_test") }).lines.at(-1), "1 passed, 1 failed, 2 skipped");
});

test("a check is known by its exit code alone", () => {
  assert.equal(summaryOf({ "format.status": "0\n", "tidy.status": "1\n" }).lines.at(-1), "1 passed, 1 failed");
});

test("nothing run is not success", () => {
  assert.equal(summaryOf({}).good, false);
});
