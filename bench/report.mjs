// report.mjs FOLDER DATE: the lines that the benchmarks printed (FOLDER/*.jsonl) become build/bench.json and docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fields = ['name', 'orders', 'ours_ms', 'peer', 'peer_ms', 'ratio'];

export function readMeasurements(texts) {
  return texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line)))
    .map((measurement) => {
      for (const field of fields) {
        if (!(field in measurement)) throw new Error(`a measurement lacks "${field}": ${JSON.stringify(measurement)}`);
      }
      return measurement;
    });
}

const whole = (number) => Math.round(number).toLocaleString('en-US');

export function milliseconds(value) {
  if (value === null) return '';
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value >= 100 ? `${whole(value)} ms` : `${value.toFixed(1)} ms`;
}

// `elsewhere`: on which machine and when, of a line that is not of this run; places are the marks of the notes below the table.
function row({ name, orders, ours_ms, peer, peer_ms, ratio, peak_mb, elsewhere }, places) {
  const perSecond = whole(orders / (ours_ms / 1000));
  const mark = elsewhere === undefined ? '' : ` [${places.indexOf(elsewhere) + 1}]`
  const cells = [`${name}${mark}`, whole(orders), milliseconds(ours_ms), perSecond, peer ?? 'none', milliseconds(peer_ms),
    ratio === null ? '' : `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)} ×`, peak_mb === undefined ? '' : `${whole(peak_mb)} MB`];
  return `| ${cells.join(' | ')} |`;
}

export function markdown(measurements, date, machine) {
  const places = [...new Set(measurements.flatMap(({ elsewhere }) => elsewhere ?? []))]
  const notes = places.map((place, i) => `[${i + 1}] An earlier run: ${place}.\n`).join('')
  return `# Benchmarks

Written by \`make bench\` on ${date}. Ours and the peer ran in turn on the same machine in the same run; only the ratio travels to another one.

${machine}

| What | How many | Ours | So many a second | Peer | Peer's time | Ratio | Peak memory |
| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |
${measurements.map((measurement) => row(measurement, places)).join('\n')}
${notes === '' ? '' : `\n${notes}`}
## How to read it
- **Ratio** is the peer's time divided by ours: 20 × is twenty times faster than the peer, 0.50 × takes twice as long.
- **import**: \`sqlite3 .import\` is the floor and no rival: it copies cells into one table with a primary key of customer, order and line and a lookup by
  order number. Ours also reads dates and money, groups rows into orders, checks them, recognises what is already there and writes orders, lines,
  events, customers and products. At least 0.40 × is asked for, and less than 300 MB whatever the size of the file.
- **ledger from SQLite**: from an opened store to a ledger that answers. The peer only steps through the same rows once and keeps nothing. Two million orders a second are asked for; not reached
  on the machine of these lines, where SQLite itself steps through 1.6 to 1.7 million.
- **analyses**: the same question in SQL on the peer's own table, with two threads. At least 20 × is asked for. net_sales, payment_delay, order_to_cash, delivery and returns fall short (8 to 19 ×):
  in SQL each is one scan that adds up columns, which is what the peer is best at, while ours walks every customer all the same, to know which purchase an order belongs
  to and whose orders are left out.
- **the Numbers page**: all that the overview asks, one question after another; 150 ms are asked for at ten million orders. What people asked of a shop's
  ledger is asked again of the next one aside, as soon as orders have come (services/analyses), and whoever opens the page finds the answers (*its answers
  renewed*, as the server gives them). Who is there before that, and who moves the as-of day, waits for them (*asked anew*).
- **growth**: the same questions to a shop ten times as large; the peer is ten times our own time before, so 1.00 × is linear growth. Memory is that of the ledger alone.
- **segment**: how many customers of 1.5 million a condition holds for, while somebody types: 50 ms are allowed. Conditions on one column alone are no harder for the peer.
- **search while typing**: 50 ms are allowed at a million customers.
- **order to journey**: from the answer of the API to the customer who stands in the journey; 2 s are allowed. **tick**: what is due among those who wait, beside the same among fewer:
  a ratio near 1 says that nobody else is touched.
- **BG/NBD**: the customers of the fit count as "how many"; ours gives standard errors, too. 5 ms for CDNOW's sample and 1 s for 1.5 million customers are asked for. The peer
  runs once on the large crowd.
- **mails** is the channel alone: composed, tracked, handed over. **sender** is the whole way: claimed, asked about, composed, tracked, handed over, settled, while the peer sends one text and
  records nothing; at least 0.70 × is asked for, and runs on a quiet machine gave 0.69 to 0.79, 0.71 in the middle. Both cores are busy: whoever takes from them takes from ours first.
- **openings and clicks**: 10,000 a second and 20 ms for the slowest of a hundred are asked for, while mails are being sent.
- Times are medians of three rounds, the file of ten times the size is imported once. Nothing here is a test: no build fails because a machine is slow.
`;
}

function machine() {
  const release = readFileSync('/etc/os-release', 'utf8').match(/^PRETTY_NAME="?([^"\n]*)/m)?.[1] ?? 'unknown system';
  const sqlite = execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0];
  return `Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores seen, ${Math.round(totalmem() / 2 ** 30)} GiB memory, ${release}, SQLite ${sqlite}.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, date] = process.argv.slice(2);
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort();
  const measurements = readMeasurements(files.map((name) => readFileSync(join(folder, name), 'utf8')));
  mkdirSync('build', { recursive: true });
  const contract = measurements.map((measurement) => Object.fromEntries(Object.entries(measurement).filter(([name]) => fields.includes(name))));
  writeFileSync('build/bench.json', `${JSON.stringify(contract, null, 1)}\n`);
  writeFileSync('docs/benchmarks.md', markdown(measurements, date, machine()));
}
