// Customers of the mock shop one by one: found, told about, with what is written down about them while it runs.
import type { Consent, Customer as Told, CustomerNote, CustomerRow, CustomerTag, OrderStory, TimelineEntry } from '../src/client/customer_types.ts'
import type { Answer, Ask } from './api.ts'
import { customers, kLastDay, text_of_day, type Customer, type Purchase } from './shop.ts'

const ok = (body: unknown, status = 200): Answer => ({ status, body })
const kCurrency = { currency: 'JPY', currency_decimals: 0 }
const kNow = '2026-11-22T03:04:05Z'
const kMatches = 5_000 // fewer than the server takes, so that the limit is met in a shop of 9,400

interface Written {
  notes: CustomerNote[]
  tags: CustomerTag[]
  consents: Consent[]
}
const written = new Map<string, Written>()
let last_id = 0

function about(id: string): Written {
  const known = written.get(id) ?? { notes: [], tags: [], consents: [] }
  written.set(id, known)
  return known
}

const net = (purchase: Purchase) => purchase.amount - purchase.returned - purchase.discount - purchase.points - purchase.out_of_stock
const last_of = (customer: Customer) => customer.purchases.at(-1)?.day ?? 0

function row(customer: Customer): CustomerRow {
  const { id, number, name, purchases } = customer
  return {
    id, number, name, name_kana: '', email: `${number.toLowerCase()}@example.jp`, phone: `090-0000-${number.slice(-4)}`, prefecture: '東京都', purchases: purchases.length,
    first_day: text_of_day(purchases[0]?.day ?? 0), last_day: text_of_day(last_of(customer)), quiet_days: kLastDay - last_of(customer), sales: purchases.reduce((sum, one) => sum + net(one), 0), found_order: null,
  }
}

const sorts: Record<string, (a: CustomerRow, b: CustomerRow) => number> = {
  last_order: (a, b) => (a.quiet_days ?? 0) - (b.quiet_days ?? 0), purchases: (a, b) => b.purchases - a.purchases, sales: (a, b) => b.sales - a.sales, name: (a, b) => a.name.localeCompare(b.name, 'ja'),
}

function list({ query }: Ask): Answer {
  const words = (query.get('words') ?? '').split(/\s+/).filter((word) => word !== '')
  const bound = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise)
  const found = customers().map(row).filter((one) =>
    words.every((word) => `${one.name} ${one.number} ${one.email} ${one.phone}`.includes(word)) &&
    one.purchases >= bound('purchases_min', 0) && one.purchases <= bound('purchases_max', Infinity) &&
    (one.quiet_days ?? 0) >= bound('quiet_days_min', 0) && (one.quiet_days ?? 0) <= bound('quiet_days_max', Infinity) &&
    (!query.has('tag') || about(one.id).tags.some(({ name }) => name === query.get('tag'))) &&
    (!query.has('consents_to') || about(one.id).consents.some(({ channel, state }) => channel === query.get('consents_to') && state === 'given')))
  const more = words.length > 0 && found.length > kMatches
  const kept = (more ? found.slice(0, kMatches) : found).toSorted(sorts[query.get('sort') ?? 'last_order'])
  const page = bound('page', 1)
  const page_size = bound('page_size', 50)
  return ok({ as_of: text_of_day(kLastDay), customers: kept.slice((page - 1) * page_size, page * page_size), rows_total: kept.length, more, masked: false, ...kCurrency, page, page_size })
}

function told(customer: Customer): Told {
  const { email, phone, ...one } = row(customer)
  const quiet = one.quiet_days ?? 0
  const last = last_of(customer)
  return {
    id: one.id, number: one.number, channel: 'tsuzuku', name: one.name, name_kana: '', masked: false,
    attributes: [{ name: 'email', value: email ?? '', import: '1' }, { name: 'phone', value: phone ?? '', import: '1' }, { name: 'address', value: '東京都千代田区見本町1-2-3', import: null }],
    identities: [{ kind: 'customer_number', channel: 'tsuzuku', value: one.number }], origins: [{ import: '1', started_at: kNow, files: ['注文_2026-11.csv'] }],
    created_at: kNow, updated_at: kNow,
    standing: {
      as_of: text_of_day(kLastDay), purchases: one.purchases, first_day: one.first_day, last_day: one.last_day, window_days: 365, gone: quiet > 365, rfm: { r: quiet < 90 ? 5 : 2, f: Math.min(5, one.purchases), m: 3 },
      cpm: { cell: 'steady', title: 'コツコツ', active: quiet < 210 },
      rhythm: { basis: 'shop', state: quiet > 60 ? 'late' : 'waiting', median_days: 31, gaps: 0, days_since: quiet, last_day: text_of_day(last), expected_day: text_of_day(last + 31), late_day: text_of_day(last + 60) },
      orders: one.purchases, net: one.sales, cost: Math.round(one.sales * 0.4), margin: one.sales - Math.round(one.sales * 0.4), sales_without_cost: 0, ...kCurrency,
    },
    signals: quiet > 60 ? [{ key: 'late', message: `最後の購入から${quiet}日たっています` }] : [], ...about(one.id),
  }
}

function story(customer: Customer, { day, amount, returned, discount, points, out_of_stock, ...rest }: Purchase, i: number): OrderStory {
  const step = (kind: OrderStory['steps'][number]['kind'], days: number, money: number | null = null) => ({ kind, day: text_of_day(day + days), days, amount: money, reason: null })
  return {
    id: `${customer.id}${i}`, number: `${customer.number}-${i + 1}`, channel: 'tsuzuku', kind: 'sale', state: 'accepted', is_purchase: true, ordered_at: `${text_of_day(day)}T01:20:00Z`, ordered_day: text_of_day(day), accepted: amount,
    out_of_stock, discounts: discount, points, returned, net: net({ day, amount, returned, discount, points, out_of_stock, ...rest }), cost: Math.round(amount * 0.4), total: amount, payment_method: '後払い', source: customer.source, subscription_number: null, round: null,
    steps: [step('accepted', 0), step('shipped', 1), step('delivered', 3), step('paid', 12), ...(returned > 0 ? [step('returned', 15, returned)] : [])],
    lines: [{ product_code: 'A-100', product_name: '煎茶 100g', quantity: 1, amount, out_of_stock_quantity: out_of_stock > 0 ? 1 : 0, returned_quantity: returned > 0 ? 1 : 0 }],
  }
}

function entry(kind: string, id: string, title: string, at: string, text: string | null, amount: number | null): TimelineEntry {
  return { kind, id, title, at, day: at.slice(0, 10), text, amount, link: null }
}

function timeline(customer: Customer, kinds: string[]): TimelineEntry[] {
  const { notes, tags, consents } = about(customer.id)
  const all = [
    ...customer.purchases.map((one, i) => entry('order', String(i), `注文 ${customer.number}-${i + 1}`, `${text_of_day(one.day)}T01:20:00Z`, null, net(one))),
    ...notes.map((note) => entry('note', note.id, `${note.staff}さんのメモ`, note.created_at, note.text, null)),
    ...tags.map((tag) => entry('tag', tag.name, `タグ「${tag.name}」が付いた`, tag.added_at, null, null)),
    ...consents.map((one) => entry('consent', one.channel, '案内への返事', one.at, one.evidence, null)),
  ]
  return all.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).toSorted((a, b) => b.day.localeCompare(a.day))
}

function write({ id }: Customer, part: string, name: string, ask: Ask): Answer {
  const known = about(id)
  if (part === 'tags') {
    known.tags = known.tags.filter((tag) => tag.name !== name)
    if (ask.method === 'PUT') known.tags.push({ name, added_at: kNow, origin: 'staff' })
    return ok(known.tags)
  }
  if (part === 'consents') {
    known.consents = [...known.consents.filter(({ channel }) => channel !== ask.body['channel']), { ...(ask.body as unknown as Consent), at: kNow, origin: 'staff', staff: '青山 みどり' }]
    return ok(known.consents, 201)
  }
  const old = known.notes.find((note) => note.id === name)
  known.notes = known.notes.filter((note) => note !== old)
  if (ask.method === 'DELETE') return ok(null, 204)
  last_id += 1
  const note = { id: old?.id ?? String(last_id), text: String(ask.body['text'] ?? ''), staff: '青山 みどり', created_at: old?.created_at ?? kNow, updated_at: kNow }
  known.notes.push(note)
  return ok(note, 201)
}

// `rest` is what follows the shop; null: not about customers.
export function answer_customers(rest: string, ask: Ask, empty: boolean): Answer | null {
  if (rest === '/tags') {
    const names = [...written.values()].flatMap(({ tags }) => tags.map(({ name }) => name))
    return ok([...new Set(names)].map((name) => ({ name, customers: names.filter((one) => one === name).length })))
  }
  const [match, id = '', part = '', name = ''] = /^\/customers(?:\/(\w+))?(?:\/(\w+))?(?:\/([^/]+))?$/.exec(rest) ?? []
  if (match === undefined) return null
  if (id === '') return empty ? ok({ as_of: null, customers: [], rows_total: 0, more: false, masked: false, ...kCurrency, page: 1, page_size: 50 }) : list(ask)
  const customer = customers().find((one) => one.id === id)
  if (!customer) return { status: 404, body: { error: { kind: 'not_found', key: 'customers.unknown', message: 'このお客さまは見つかりません。一覧から開き直してください。', arguments: {} } } }
  if (ask.method !== 'GET') return write(customer, part, decodeURIComponent(name), ask)
  if (part === 'timeline') return ok({ entries: timeline(customer, (ask.query.get('kinds') ?? '').split(',').filter(Boolean)), next: null, ...kCurrency })
  if (part === 'orders') {
    const orders = customer.purchases.map((purchase, i) => story(customer, purchase, i)).toReversed()
    return ok({ orders, rows_total: orders.length, ...kCurrency, page: 1, page_size: orders.length })
  }
  return ok(told(customer))
}
