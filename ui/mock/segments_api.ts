// Segments of the mock shop, kept while it runs.
import type { Segment, SegmentCustomer } from '../src/client/segment_types.ts'
import type { Answer, Ask } from './api.ts'
import { count, kConditionFields } from './conditions.ts'
import { customers, kLastDay, text_of_day } from './shop.ts'

const ok = (body: unknown, status = 200): Answer => ({ status, body })
const at = (hours: number) => new Date(Date.parse('2026-11-22T03:00:00Z') - hours * 3_600_000).toISOString()

function made(id: string, name: string, body: Record<string, unknown>, over: Partial<Segment> = {}): Segment {
  const said = count(body)
  if ('position' in said) throw new Error(`the mock does not know ${JSON.stringify(body)}`)
  return {
    id, name, kind: 'live', condition: said.condition, form: said.form, sentence: said.sentence, customers: said.customers, entered_7d: 38, left_7d: 12,
    frozen_day: null, used_by: [], created_at: at(900), updated_at: at(30), ...over,
  }
}

let segments: Segment[] = [
  made('1', '初回から30日・2回目前', { form: { and: [{ field: 'stage', op: '=', value: 1 }, { field: 'days_since_last_purchase', op: '>', value: 30 }] } }, { used_by: [{ kind: 'journey', id: '1', name: '2回目のごあいさつ' }] }),
  made('2', '東京のメール同意あり', { form: { and: [{ field: 'prefecture', op: 'in', values: ['東京都', '神奈川県'] }, { field: 'consent', arguments: { channel: 'mail' }, op: '=', value: 'given' }] } }),
  made('3', '秋の会員', { form: { field: 'purchases', where: { field: 'source', op: '=', value: 'メール' }, window: { last_days: 90 }, op: '>=', value: 2 } }, { kind: 'frozen', frozen_day: '2026-11-01', entered_7d: 0, left_7d: 0 }),
]

let last_id = 10
function new_id(): string {
  last_id += 1
  return String(last_id)
}

function people(total: number, ask: Ask) {
  const page = Number(ask.body['page'] ?? ask.query.get('page') ?? 1)
  const page_size = Number(ask.body['page_size'] ?? ask.query.get('page_size') ?? 10)
  const rows = customers().slice((page - 1) * page_size, Math.min(page * page_size, total)).map(({ id, number, name, purchases }): SegmentCustomer => ({
    id: String(id), number, name, name_kana: '', email: null, phone: null, prefecture: null, purchases: purchases.length, first_day: text_of_day(purchases[0]?.day ?? 0),
    last_day: text_of_day(purchases.at(-1)?.day ?? 0), quiet_days: kLastDay - (purchases.at(-1)?.day ?? 0), sales: purchases.reduce((sum, { amount }) => sum + amount, 0), found_order: null,
    why: [{ sentence: '購入回数（F）が1以上', value: `${purchases.length}回`, holds: true }],
  }))
  return { customers: rows, rows_total: total, page, page_size, currency: 'JPY', currency_decimals: 0 }
}

function moves() {
  const rows = customers().slice(0, 30).map(({ id, number, name }, i) => ({
    at: at(i * 7), customer_id: String(id), number, name, kind: i % 3 ? 'entered' : 'left', cause: i % 9 ? 'facts' : 'condition',
    why: [i % 3 ? { sentence: '最後の購入からの日数が30より大きい', value: '31日', holds: true } : { sentence: '購入回数（F）が1', value: '2回', holds: false }],
  }))
  return { moves: rows, more: false, page: 1, page_size: 50 }
}

function counted(ask: Ask): Answer {
  const said = count(ask.body)
  if (!('position' in said)) return ok(said)
  const message = `条件の ${said.position} 文字目はここに置けません。`
  return { status: 400, body: { error: { kind: 'invalid_input', key: 'segment.unexpected', message, arguments: { position: said.position } } } }
}

function one(id: string, rest: string, ask: Ask): Answer {
  const segment = segments.find((of) => of.id === id)
  if (!segment) return { status: 404, body: { error: { kind: 'not_found', key: 'segment.unknown', message: 'このセグメントは見つかりません。', arguments: {} } } }
  if (rest === 'customers') return ok(people(segment.customers ?? 0, ask))
  if (rest === 'moves') return ok(moves())
  if (rest === 'freeze') {
    const frozen: Segment = { ...segment, id: new_id(), name: String(ask.body['name']), kind: 'frozen', frozen_day: '2026-11-22', used_by: [] }
    segments.push(frozen)
    return ok(frozen, 201)
  }
  if (ask.method === 'DELETE') {
    segments = segments.filter((of) => of.id !== id)
    return ok(null, 204)
  }
  if (ask.method === 'PATCH') {
    const next = made(id, String(ask.body['name'] ?? segment.name), { condition: ask.body['condition'] ?? segment.condition }, { used_by: segment.used_by })
    segments = segments.map((of) => (of.id === id ? next : of))
    return ok(next)
  }
  return ok(segment)
}

// `rest` is what follows /segments; null: not about segments.
export function answer_segments(rest: string, ask: Ask, empty: boolean): Answer | null {
  if (rest === '/segment-fields') return ok(kConditionFields)
  const [, name = '', more = ''] = /^\/segments(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(rest) ?? ['', '?']
  if (name === '?') return null
  if (name === 'count') return counted(ask)
  if (name === 'customers') {
    const said = count(ask.body)
    return ok(people('position' in said ? 0 : said.customers, ask))
  }
  if (name === 'from-cell') return ok({ ...count({ form: { and: [{ field: 'stage', op: '>=', value: 2 }] } }), name: 'F2 に進んだ方' })
  if (name === '' && ask.method === 'POST') {
    const segment = made(new_id(), String(ask.body['name']), ask.body, { entered_7d: 0, left_7d: 0 })
    segments.push(segment)
    return ok(segment, 201)
  }
  return name === '' ? ok(empty ? [] : segments) : one(name, more, ask)
}
