import assert from 'node:assert/strict';
import test from 'node:test';
import { markdown, milliseconds, readMeasurements } from './report.mjs';

const line = '{"name":"a","orders":2000,"ours_ms":100,"peer":"p","peer_ms":2500,"ratio":25}';

test('reads the lines of several programs and refuses one that lacks a field', () => {
  assert.equal(readMeasurements([`${line}\n${line}\n`, line]).length, 3);
  assert.throws(() => readMeasurements(['{"name":"a"}']), /lacks "orders"/);
});

test('says time in a unit that fits', () => {
  assert.equal(milliseconds(0.4), '0.4 ms');
  assert.equal(milliseconds(1234.5), '1,235 ms');
  assert.equal(milliseconds(12_340), '12.3 s');
  assert.equal(milliseconds(null), '');
});

test('puts every measurement into the table', () => {
  const text = markdown(readMeasurements([line, '{"name":"b","orders":10,"ours_ms":5,"peer":null,"peer_ms":null,"ratio":null,"peak_mb":41.2}']), '2026-11-22', 'Machine: x');
  assert.match(text, /\| a \| 2,000 \| 100 ms \| 20,000 \| p \| 2,500 ms \| 25 × \|  \|/);
  assert.match(text, /\| b \| 10 \| 5\.0 ms \| 2,000 \| none \|  \|  \| 41 MB \|/);
});

test('marks what another machine measured', () => {
  const text = markdown(readMeasurements([line, `${line.slice(0, -1)},"elsewhere":"a Xeon, 2026-11-22"}`]), '2026-11-23', 'Machine: x');
  assert.match(text, /\| a \| 2,000/);
  assert.match(text, /\| a \[1\] \| 2,000/);
  assert.match(text, /\[1\] An earlier run: a Xeon, 2026-11-22\.\n\n## How/);
  assert.doesNotMatch(markdown(readMeasurements([line]), '2026-11-23', 'Machine: x'), /\[1\]/);
});
