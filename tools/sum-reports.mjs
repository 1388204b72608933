// node sum-reports.mjs FOLDER…: adds up test reports and prints, last, "N passed, N failed[, N skipped]".
// Exits 1 when something failed or nothing ran. Read in each folder:
//   <name>.xml      JUnit form, one <testcase> per test (GoogleTest, Vitest and node --test write it)
//   *.ctest         ctest's JUnit form, one <testcase> per test program
//   <name>.status   exit code of a suite or check; without an .xml it is one test by itself
// A suite or program that ended badly although its report shows no failure (or has none) counts as one failure.
// What a failed test said stands below its name: its message, or the last lines of a program that died.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const kLinesShown = 12;
const kCharactersOfALine = 300;
const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const unescape = (text) =>
  text.replace(/&(?:(lt|gt|quot|apos|amp)|#x([0-9a-fA-F]+)|#(\d+));/g, (_, name, hexadecimal, decimal) =>
    name ? entities[name] : String.fromCodePoint(hexadecimal ? parseInt(hexadecimal, 16) : Number(decimal)),
  );

function attributes(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(/([\w:]+)="([^"]*)"/g)) found[name] = unescape(value);
  return found;
}

const shown = (lines) => lines.map((line) => line.slice(0, kCharactersOfALine));
const firstLines = (text) => shown(text.trim().split("\n").slice(0, kLinesShown));
const lastLines = (text) => shown(text.trim().split("\n").slice(-kLinesShown));

function said(body) {
  const messages = [...body.matchAll(/<(?:failure|error)\b((?:[^>"]|"[^"]*")*)/g)].map(([, head]) => attributes(head).message ?? "");
  const message = messages.filter(Boolean).join("\n");
  if (message) return firstLines(message);
  const output = /<system-out>([\s\S]*?)<\/system-out>/.exec(body);
  return output ? lastLines(unescape(output[1])) : [];
}

// Every <testcase> of a JUnit text as {name, outcome: "passed" | "failed" | "skipped", reason, said: lines}.
export function readCases(xml) {
  const plain = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  const testcase = /<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
  return [...plain.matchAll(testcase)].map(([, head, body = ""]) => {
    const { name = "", classname = "", status = "", result = "" } = attributes(head);
    const skipped = /<skipped\b((?:[^>"]|"[^"]*")*)/.exec(body);
    const reason = skipped ? (attributes(skipped[1]).message ?? "") : "";
    let outcome = "passed";
    if (/<(failure|error)\b/.test(body)) outcome = "failed";
    else if (skipped || status === "notrun" || result === "suppressed") outcome = "skipped";
    const words = outcome === "failed" ? said(body) : [];
    return { name: [classname, name].filter(Boolean).join(" › "), program: name, status, outcome, reason, said: words };
  });
}

function programOutcome({ outcome, reason, status }) {
  // ctest calls a program it could not start "notrun"; that is no harmless skip.
  if (status === "notrun" && !reason.startsWith("SKIP_")) return "failed";
  return outcome;
}

function readFolder(folder) {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const text = (file) => readFileSync(join(folder, file), "utf8");
  const suites = new Map();
  for (const file of files.filter((name) => name.endsWith(".xml"))) {
    suites.set(basename(file, ".xml"), readCases(text(file)));
  }
  const ends = files
    .filter((name) => name.endsWith(".ctest"))
    .flatMap((file) => readCases(text(file)))
    .map((program) => ({ ...program, name: program.program, outcome: programOutcome(program) }));
  for (const file of files.filter((name) => name.endsWith(".status"))) {
    ends.push({ name: basename(file, ".status"), outcome: text(file).trim() === "0" ? "passed" : "failed", reason: "", said: [] });
  }
  for (const end of ends) {
    const cases = suites.get(end.name);
    if (!cases) suites.set(end.name, [end]);
    else if (end.outcome === "failed" && !cases.some((test) => test.outcome === "failed")) {
      cases.push({ ...end, name: `${end.name}: ended badly` });
    }
  }
  return [...suites].flatMap(([suite, cases]) => cases.map((test) => ({ suite, ...test })));
}

export function summarise(folders) {
  const tests = folders.flatMap(readFolder);
  const of = (outcome) => tests.filter((test) => test.outcome === outcome);
  const [passed, failed, skipped] = [of("passed"), of("failed"), of("skipped")];
  const lines = failed.flatMap((test) => [`failed: ${test.suite}: ${test.name}`, ...test.said.map((line) => `  ${line}`)]);
  for (const reason of new Set(skipped.map((test) => test.reason.trim().split("\n").at(-1)))) {
    const count = skipped.filter((test) => test.reason.trim().split("\n").at(-1) === reason).length;
    lines.push(`skipped ${count}: ${reason || "no reason given"}`);
  }
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
  lines.push(`${passed.length} passed, ${failed.length} failed${tail}`);
  return { lines, good: failed.length === 0 && passed.length > 0 };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { lines, good } = summarise(process.argv.slice(2));
  console.log(lines.join("\n"));
  process.exitCode = good ? 0 : 1;
}
