// Imports of the mock: they run for a few seconds, so that progress can be looked at.
import type { Import, ImportField, ImportProfile, Inspection, QuarantinedRow } from '../src/client/types.ts'

const kRows = 48_210
const kSeconds = 6

export const kProfiles: ImportProfile[] = [
  ['tsuzuku', '続くのCSV'], ['shopify', 'Shopify'], ['amazon', 'Amazon'], ['rakuten', '楽天市場'], ['yahoo', 'Yahoo!ショッピング'],
  ['colorme', 'カラーミーショップ'], ['base', 'BASE'], ['ec_cube', 'EC-CUBE 4'], ['ecforce', 'ecforce'],
].map(([name = '', title = '']) => ({ name, title, files: name === 'yahoo' ? 2 : 1, built_in: true }))

const kOneOf = ['unit_price', 'total']

export const kFields: ImportField[] = [
  ['order_number', '注文番号'], ['ordered_at', '注文日時', true], ['customer_number', '顧客番号'], ['product_code', '商品コード'],
  ['quantity', '数量'], ['unit_price', '単価'], ['product_name', '商品名'], ['line_discount', '明細の値引き'], ['order_discount', '注文の値引き'],
  ['points_used', '使ったポイント'], ['shipping_fee', '送料'], ['total', '合計'], ['status', '状態'], ['email', 'メール'], ['source', '媒体'],
].map(([name, title, required]) => ({
  name: String(name), title: String(title), required: required === true, one_of: kOneOf.includes(String(name)) ? kOneOf : [], description: `${String(title)}の列`,
}))

export function problem(row_number: number): QuarantinedRow {
  const kinds = [
    { column: '注文日時', reason: 'bad_date', message: '「2026/02/30」は暦にない日付です。正しい日付に直してください。' },
    { column: '数量', reason: 'bad_number', message: '「三個」は数として読めません。数字に直してください。' },
    { column: '合計', reason: 'total_mismatch', message: '明細・送料・値引きの合計が12,980円になり、合計欄の12,480円と500円違います。' },
  ]
  const kind = kinds[row_number % kinds.length] as (typeof kinds)[number]
  return { file_name: '注文_2026-11.csv', row_number, ...kind, raw: `A-${10_000 + row_number},2026/02/30 10:12,C000123,TEA-01,三個,1980,12480,通常` }
}

interface Run {
  started: number
  dry_run: boolean
  files: string[]
  profile: string
  cancelled: boolean
}

const runs = new Map<string, Run>()
let counter = 41

// The first file tells the orders, the others their lines.
function file_counts_at(files: string[], whole: Import['counts']): Import['file_counts'] {
  const share = (n: number) => Math.round(n / Math.max(1, files.length - 1))
  return files.map((name, i) => ({
    name, role: i === 0 ? 'orders' : 'items', rows_read: share(whole.rows_read), orders: i === 0 ? whole.orders : null, lines: i === 0 ? null : share(whole.lines),
    credits: i === 0 ? null : share(whole.credits), sales: i === 0 ? null : share(whole.sales), customers: null, products: null, rows_quarantined: i === 0 ? whole.rows_quarantined : 0,
  }))
}

function counts_at(share: number, aside: number): Import['counts'] {
  const rows = Math.round(kRows * share)
  return {
    rows_read: rows, orders: Math.round(rows * 0.62), orders_new: Math.round(rows * 0.41), orders_changed: Math.round(rows * 0.04), orders_same: Math.round(rows * 0.17),
    lines: rows - aside, credits: Math.round(rows * 0.011), customers_new: Math.round(rows * 0.2), sales: rows * 2_140, rows_quarantined: aside, totals_differ: 0,
  }
}

export function describe(id: string): Import | null {
  const run = runs.get(id)
  if (!run) return null
  const seconds = (Date.now() - run.started) / 1_000
  const share = Math.min(1, seconds / kSeconds)
  const state = run.cancelled ? 'cancelled' : share < 1 ? 'running' : 'done'
  const aside = Math.round(137 * share)
  const counts = counts_at(run.cancelled ? 0 : share, run.cancelled ? 0 : aside)
  return {
    id, state, dry_run: run.dry_run, profile: run.profile, files: run.files, started_at: new Date(run.started).toISOString(),
    finished_at: state === 'running' ? null : new Date(run.started + kSeconds * 1_000).toISOString(),
    progress: state === 'running' ? {
      phase: share < 0.55 ? 'reading' : 'grouping', rows: Math.round(kRows * share), bytes_done: Math.round(5_600_000 * share), bytes_total: 5_600_000,
      rows_per_second: kRows / kSeconds, seconds_left: kSeconds - seconds,
    } : null,
    counts, file_counts: state === 'done' ? file_counts_at(run.files, counts) : [], problems: Array.from({ length: 20 }, (_, i) => problem(i * 37 + 5)),
    mending: state === 'done' ? '直してから、その行だけをもう一度取り込めます。同じ注文が二重になることはありません。' : null, error: null,
  }
}

export function start(files: string[], dry_run: boolean, profile: string): Import {
  const id = String(++counter)
  runs.set(id, { started: Date.now(), dry_run, files, profile, cancelled: false })
  return describe(id) as Import
}

export function cancel(id: string) {
  const run = runs.get(id)
  if (run) run.cancelled = true
}

// Runs from before, so that the history has a second page.
for (let i = 0; i < 27; ++i) {
  runs.set(String(14 + i), { started: Date.parse('2026-11-20T01:00:00Z') - (27 - i) * 86_400_000 * 3, dry_run: i % 9 === 4, files: [`注文_${i + 1}.csv`], profile: 'tsuzuku', cancelled: i === 11 })
}

export function history(): Import[] {
  return [...runs.keys()].toReversed().flatMap((id) => describe(id) ?? [])
}

export function inspection(names: string[], profile: string | undefined): Inspection {
  const known = names.some((name) => name.includes('tsuzuku') || name.includes('注文'))
  const chosen = profile ?? (known ? 'tsuzuku' : null)
  const columns = known ? kFields.map(({ name }) => name) : ['伝票', '日付', '会員ID', '品番', '個数', '税込単価', '備考']
  const sample = Array.from({ length: 8 }, (_, i) => columns.map((_column, j) => (j === 1 ? `2026/11/${String(i + 1).padStart(2, '0')} 10:0${i}` : `${'ABCDEFG'[j % 7]}-${i * 7 + j}`)))
  return {
    profile: chosen,
    candidates: known ? [{ profile: 'tsuzuku', title: '続くのCSV', matched_columns: 15, missing: [] }, { profile: 'base', title: 'BASE', matched_columns: 3, missing: ['注文ID'] }] : [],
    files: names.map((name) => ({ name, role: 'orders', encoding: known ? 'UTF-8 BOM' : 'CP932', separator: ',', columns, sample })),
    mapping: known ? Object.fromEntries(kFields.map(({ name }) => [name, name])) : { ordered_at: '日付' },
    missing: [], currency: 'JPY', time_zone: 'Asia/Tokyo',
  }
}
