// docs/api.md answered from the mock shop. Shop 1 is full, shop 2 is empty, shop 3 always fails.
import type { Result, Row, Session } from '../src/client/types.ts'
import { cohorts, net_sales } from './cohorts.ts'
import { answer_customers } from './customers_api.ts'
import { kDescriptors, kMemberColumns } from './descriptors.ts'
import * as imports from './imports.ts'
import { answer_loop } from './loop_api.ts'
import { members } from './members.ts'
import { question_of, type Question } from './question.ts'
import { cpm, rfm } from './segments.ts'
import { answer_segments } from './segments_api.ts'
import { customers, kFirstDay, kLastDay, kSources, text_of_day } from './shop.ts'
import { days_to_next, stage_parts, stages } from './stages.ts'

export interface Answer {
  status: number
  body: unknown
  type?: string
}

export interface Ask {
  method: string
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
  file_name: string
  bytes: number
}

const analyses: Record<string, (question: Question) => Row[]> = { stages, days_to_next, cohorts, rfm, cpm, net_sales }
const shop = (id: string, name: string) => ({ id, name, currency: 'JPY', currency_decimals: 0, time_zone: 'Asia/Tokyo', merge_same_day: true })

const state = {
  signed_in: true,
  language: 'ja' as 'ja' | 'en',
  name: '青山 みどり',
  shops: [shop('1', 'みどり茶園'), shop('2', '開店準備中'), shop('3', '調子の悪い店')],
  staff: [
    { id: '11', name: '青山 みどり', email: 'owner@example.jp', role: 'owner', disabled: false },
    { id: '12', name: '白川 健', email: 'ken@example.jp', role: 'viewer', disabled: false },
    { id: '13', name: '黒田 文', email: 'fumi@example.jp', role: 'viewer', disabled: true },
  ],
  mappings: [{ name: '実店舗のレジ', mapping: { order_number: '伝票', ordered_at: '日付', customer_number: '会員ID', product_code: '品番', quantity: '個数', unit_price: '税込単価' } }],
  uploads: new Map<string, string>(),
}

const ok = (body: unknown, status = 200): Answer => ({ status, body })
const error = (status: number, kind: string, key: string, message: string): Answer => ({ status, body: { error: { kind, key, message, arguments: {} } } })

function session(): Answer {
  if (!state.signed_in) return error(401, 'unauthenticated', 'session.none', 'サインインしてください。')
  return ok({
    staff: { id: '11', name: state.name, email: 'owner@example.jp', role: 'owner', language: state.language },
    permissions: ['view', 'export', 'import', 'manage', 'serve', 'personal_data'], shops: state.shops, csrf_token: 'mock',
  } satisfies Session)
}

function result(name: string, rows: Row[], ask: Ask): Result {
  const descriptor = kDescriptors.find((one) => one.name === name)
  const question = question_of(ask.query)
  const own = Object.fromEntries((descriptor?.parameters ?? []).map((one) => [one.name, ask.query.has(one.name) ? (one.type === 'integer' ? Number(ask.query.get(one.name)) : ask.query.get(one.name)) : one.default]))
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)
  const totals = ['rfm', 'cpm'].includes(name) ? { customers: sum('customers'), purchases: sum('purchases'), sales: sum('sales') } : {}
  return {
    analysis: name, version: 1, as_of: text_of_day(question.as_of), parameters: { ...own, as_of: text_of_day(question.as_of) }, unit: descriptor?.unit ?? 'customer',
    currency: 'JPY', currency_decimals: 0, columns: (descriptor?.columns ?? []).map(({ name: column, title, type, unit }) => ({ name: column, title, type, unit })),
    rows, ...(name === 'stages' ? { part_counts: stage_parts(question) } : {}), totals, left_out: [{ reason: 'cancelled', message: '取り消された注文', orders: 812, customers: 640 }, { reason: 'without_customer', message: 'お客さまの分からない注文', orders: 96, customers: 0 }],
    assumptions: name === 'stages' ? [{ key: 'merge_same_day', message: '同じ日の注文は1回の購入と数えました。', arguments: {} }] : [],
  }
}

function analysis(name: string, ask: Ask): Answer {
  const compute = analyses[name]
  if (!compute) return error(404, 'not_found', 'analysis.unknown_analysis', `「${name}」という分析はありません。`)
  return ok(result(name, compute(question_of(ask.query)), ask))
}

function behind(name: string, ask: Ask): Answer {
  const rows = members(name, question_of(ask.query), ask.query)
  const page = Number(ask.query.get('page') ?? 1)
  const page_size = Number(ask.query.get('page_size') ?? 50)
  return ok({
    ...result(name, [], ask), columns: kMemberColumns, rows: rows.slice((page - 1) * page_size, page * page_size), page, page_size, rows_total: rows.length,
  })
}

function summary(id: string): Answer {
  if (id === '2') return ok({ orders: 0, customers: 0, first_day: null, last_day: null, as_of: null, sources: [], data_version: 0, last_import: null })
  return ok({
    orders: customers().reduce((sum, one) => sum + one.purchases.length, 0), customers: customers().length, first_day: text_of_day(kFirstDay), last_day: text_of_day(kLastDay),
    as_of: text_of_day(kLastDay), sources: kSources, data_version: 7, last_import: null,
  })
}

function page_of<T>(all: T[], ask: Ask, size: number) {
  const page = Number(ask.query.get('page') ?? 1)
  return { page, page_size: size, rows_total: all.length, rows: all.slice((page - 1) * size, page * size) }
}

function audit(ask: Ask): Answer {
  const actions = [['import.start', '注文_2026-11.csv'], ['export.analysis', 'stages'], ['staff.create', 'ken@example.jp'], ['view.customers', 'stages']]
  const all = Array.from({ length: 130 }, (_, i) => ({
    at: new Date(Date.parse('2026-11-22T02:00:00Z') - i * 5_400_000).toISOString(), staff: i % 3 ? '青山 みどり' : '白川 健', shop: i % 4 ? 'みどり茶園' : null,
    action: actions[i % 4]?.[0] ?? '', object: actions[i % 4]?.[1] ?? '', detail: i % 2 ? '9,744 人' : '',
  }))
  const { rows, ...page } = page_of(all, ask, 50)
  return ok({ entries: rows, ...page })
}

function imports_of(rest: string, ask: Ask): Answer {
  if (rest === '' && ask.method === 'GET') {
    const { rows, ...page } = page_of(imports.history(), ask, 20)
    return ok({ imports: rows, ...page })
  }
  const names = ((ask.body['uploads'] as string[] | undefined) ?? []).map((id) => state.uploads.get(id) ?? 'orders.csv')
  if (rest === '/inspect') return ok(imports.inspection(names, ask.body['profile'] as string | undefined))
  if (rest === '') return ok(imports.start(names, ask.body['dry_run'] === true, (ask.body['profile'] as string | undefined) ?? 'generic'), 202)
  const [, id = '', action] = rest.split('/')
  if (action === 'cancel') {
    imports.cancel(id)
    return ok({})
  }
  if (action === 'quarantine') {
    return ok(page_of(Array.from({ length: 137 }, (_, i) => imports.problem(i * 37 + 5)), ask, 50))
  }
  const found = imports.describe(id)
  return found ? ok(found) : error(404, 'not_found', 'import.unknown', 'この取込は見つかりません。')
}

function of_shop(id: string, rest: string, ask: Ask): Answer {
  if (id === '3' && ask.method === 'GET') return error(503, 'unavailable', 'store.unavailable', 'データベースにつながりません。ディスクの空きと接続先を確かめて、もう一度ためしてください。データは失われていません。')
  if (rest === '/summary') return summary(id)
  if (rest === '' && ask.method === 'PATCH') {
    state.shops = state.shops.map((one) => (one.id === id ? { ...one, ...ask.body } : one))
    return ok({})
  }
  if (rest === '/uploads') {
    const upload_id = `u${state.uploads.size + 1}`
    state.uploads.set(upload_id, ask.file_name)
    return ok({ upload_id, name: ask.file_name, bytes: ask.bytes })
  }
  if (rest === '/mappings') return ok(state.mappings)
  if (rest.startsWith('/mappings/')) {
    const name = decodeURIComponent(rest.slice(10))
    state.mappings = state.mappings.filter((one) => one.name !== name)
    if (ask.method === 'DELETE') return ok(null, 204)
    state.mappings.push({ name, mapping: ask.body['mapping'] as never })
    return ok({})
  }
  if (rest.startsWith('/imports')) return imports_of(id === '2' ? '/none' : rest.slice(8), ask)
  const of_people = answer_segments(rest, ask, id === '2') ?? answer_customers(rest, ask, id === '2') ?? answer_loop(rest, ask, id === '2')
  if (of_people) return of_people
  const [, name = '', list] = /^\/analyses\/(\w+)(\/customers)?/.exec(rest) ?? []
  return list ? behind(name, ask) : analysis(name, ask)
}

export function answer(ask: Ask): Answer {
  const { path, method, body } = ask
  if (path === '/session' && method === 'GET') return session()
  if (path === '/session' && method === 'DELETE') {
    state.signed_in = false
    return ok({})
  }
  if (path === '/session' && method === 'PATCH') {
    Object.assign(state, body)
    return ok({})
  }
  if (path === '/session' || path === '/session/link') {
    if (body['password'] === 'wrong' || body['token'] === 'used') return error(401, 'unauthenticated', 'session.refused', 'メールアドレスかパスワードが違います。')
    state.signed_in = true
    return session()
  }
  if (path === '/session/password') return ok({})
  if (path === '/analyses') return ok(kDescriptors)
  if (path === '/import-profiles') return ok(imports.kProfiles)
  if (path === '/import-fields') return ok(imports.kFields)
  if (path === '/staff' && method === 'POST') {
    const entry = { id: String(20 + state.staff.length), disabled: false, ...(body as { name: string; email: string; role: string }) }
    state.staff.push(entry)
    return ok({ ...entry, sign_in_link: '/sign-in?token=2f9c1e7a6b5d4c3b' })
  }
  if (path === '/staff') return ok(state.staff)
  if (path.startsWith('/staff/')) {
    state.staff = state.staff.map((one) => (one.id === path.slice(7) ? { ...one, ...body } : one))
    return ok({})
  }
  if (path === '/audit') return audit(ask)
  const [, id, rest = ''] = /^\/shops\/(\w+)(\/.*)?$/.exec(path) ?? []
  return id ? of_shop(id, rest, ask) : error(404, 'not_found', 'http.no_route', 'この住所はありません。')
}
