// Mails, campaigns, journeys and what they brought, of the mock shop. Mails are kept while it runs; the rest is to look at.
import type { Campaign, HoldoutProposal } from '../src/client/campaign_types.ts'
import type { Holdout } from '../src/client/holdout_types.ts'
import type { JourneyRow } from '../src/client/journey_types.ts'
import type { Template } from '../src/client/message_types.ts'
import type { Answer, Ask } from './api.ts'
import { result } from './results.ts'

const ok = (body: unknown, status = 200): Answer => ({ status, body })
const at = (hours: number) => new Date(Date.parse('2026-11-22T03:00:00Z') - hours * 3_600_000).toISOString().replace('.000Z', 'Z')
const words = '{{customer.last_name | \'お客\'}}さま、新茶ができました。\n\n--\n{{sender.name}}\n{{sender.postal_address}}\n{{sender.contact}}\n配信の停止: {{unsubscribe_url}}\n'

const template = (id: string, name: string, over: Partial<Template>): Template => ({
  id, channel: 'mail', name, subject: name, blocks: null, html: '<p>…</p>', text: words, used_by: [], published_at: null, unpublished_changes: true, created_at: at(900), updated_at: at(30), ...over,
})
let templates: Template[] = [
  template('1', '商品は無事に届きましたか', { published_at: at(400), unpublished_changes: false, used_by: [{ kind: 'journey', id: '1', name: '2回目のごあいさつ' }] }),
  template('2', 'そろそろ使い切るころです', { published_at: at(400), used_by: [{ kind: 'journey', id: '1', name: '2回目のごあいさつ' }] }),
  template('3', '年末のご案内', { html: '' }),
]

const journeys: JourneyRow[] = [{
  id: '1', name: '2回目のごあいさつ', state: 'running', version: 3, draft: true, waiting: 1_204, entered: 9_152, ended: 7_948, entry: '商品が届いたとき（購入回数が1）', created_at: at(1_900), updated_at: at(30),
}]

const campaigns: Campaign[] = [{
  id: '1', name: '秋の会員さまへ', state: 'done', condition: 'stage >= 2', sentence: '購入回数が2以上', segment_id: null, template_id: '1', holdout_permille: 100, send_at: at(700),
  audience: { customers: 9_420, sendable: 7_905, held_out: 912, global_holdout: 471, same_address: 3, no_consent: 98, no_address: 22, suppressed: 9 },
  counts: { sent: 7_905, delivered: 7_811, opened: 3_240, clicked: 711, bounced: 94 },
}]

const proposal: HoldoutProposal = {
  permille: 145, reason: 'enough', customers: 9_744, held_out: 1_412, mean: 612, deviation: 2_480, difference: 200, detectable: 200, detectable_by_half: 141,
  message: '', currency: 'JPY', currency_decimals: 0,
}
let holdout: Holdout = { permille: 50, since: at(1_800), drawn_at: at(1_800), customers: 487, of: 9_744, proposal }

function change(id: string, body: Partial<Template>): Answer {
  templates = templates.map((one) => (one.id === id ? { ...one, ...body, updated_at: new Date().toISOString() } : one))
  return ok(templates.find((one) => one.id === id))
}

function of_templates(id: string | undefined, deed: string | undefined, ask: Ask): Answer {
  if (id === undefined && ask.method === 'GET') return ok(templates)
  if (id === 'check') return ok({ findings: [] })
  if (id === 'preview') return ok({ ...ask.body, customer: null })
  if (id === undefined) {
    const made = template(String(templates.length + 1), '', ask.body as Partial<Template>)
    templates = [...templates, made]
    return ok(made, 201)
  }
  if (deed === 'publish') return change(id, { published_at: new Date().toISOString(), unpublished_changes: false })
  if (ask.method === 'PATCH') return change(id, { ...(ask.body as Partial<Template>), unpublished_changes: true })
  return ok(templates.find((one) => one.id === id))
}

function of_holdout(deed: string | undefined, ask: Ask, empty: boolean): Answer {
  if (empty && deed === 'result') return { status: 404, body: { error: { kind: 'not_found', key: 'results.never_held_out', message: '送らずに比べる方は、まだいません。', arguments: {} } } }
  if (empty && ask.method === 'GET') return ok({ ...holdout, permille: 0, since: null, drawn_at: null, customers: 0, of: 0 })
  if (deed === 'result') return ok({ ...result(), since: holdout.since, until: null })
  if (ask.method === 'PUT') {
    const permille = Number(ask.body['permille'])
    holdout = { ...holdout, permille, customers: Math.round((holdout.of * permille) / 1_000), since: new Date().toISOString() }
  }
  return ok(holdout)
}

// Undefined: nothing of these.
export function answer_loop(rest: string, ask: Ask, empty: boolean): Answer | undefined {
  const [, kind, id, deed] = rest.split('/')
  switch (kind) {
    case 'template-fields': return ok([{ name: 'customer.last_name', title: '姓', kind: 'text', always: false, example: '青山' }])
    case 'templates': return empty && id === undefined && ask.method === 'GET' ? ok([]) : of_templates(id, deed, ask)
    case 'journeys': return deed === 'result' ? ok(result()) : ok(id === undefined ? (empty ? [] : journeys) : { ...journeys[0], definition: { format: 1, nodes: [] }, problems: [], published_definition: null, started_at: at(1_800) })
    case 'campaigns': return deed === 'result' ? ok(result()) : ok(id === undefined ? (empty ? [] : campaigns) : campaigns[0])
    case 'holdout': return of_holdout(id, ask, empty)
    case 'today': return ok({ day: '2026-11-22', mine: [], suggested: [], waiting: 0, later: 0, done_today: empty ? 0 : 12, closed_today: 1, capacity: 20 })
    case 'holdout-proposal': return ok(proposal)
    default: return undefined
  }
}
