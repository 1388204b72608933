// Conditions as far as the mock understands them: fields to build a form from, a text that says the same, and a count that
// moves when the form does. What was written as a form is known again as text; other texts are answered as wrong.
import type { ConditionCount, ConditionField, ConditionForm } from '../src/client/segment_types.ts'
import { customers, kLastDay, kSources, text_of_day } from './shop.ts'

const kOrdered: ConditionField['operators'] = ['=', '!=', '<', '<=', '>', '>=', 'between']
const kNamed: ConditionField['operators'] = ['=', '!=', 'in', 'not_in', 'is_known', 'is_unknown']

function field(name: string, title: string, type: ConditionField['type'], over: Partial<ConditionField> = {}): ConditionField {
  const operators = type === 'flag' ? [] : type === 'text' || type === 'choice' ? kNamed : kOrdered
  return { name, title, type, scope: 'customer', group: 'purchases', description: '', many: false, windowed: false, operators, ...over }
}

const choices = (...titles: [string, string][]) => titles.map(([code, title]) => ({ code, title }))

export const kConditionFields = {
  groups: [{ name: 'purchases', title: '購入' }, { name: 'people', title: '属性と同意' }, { name: 'orders', title: '注文' }],
  fields: [
    field('everyone', 'すべての顧客', 'flag'),
    field('stage', '購入回数（F）', 'integer', { minimum: 0, maximum: 10_000, unit: 'purchases', unit_title: '回', description: '基準日までの購入回数です。F2なら2です。' }),
    field('days_since_last_purchase', '最後の購入からの日数', 'integer', { unit: 'days', unit_title: '日', description: '基準日−最後の購入日です。' }),
    field('first_purchase', '初回購入日', 'day', { windowed: true }),
    field('purchases', '購入の回数', 'integer', { windowed: true, items: 'order', unit: 'purchases', unit_title: '回' }),
    field('net_sales', '純売上', 'money', { windowed: true, items: 'order' }),
    field('prefecture', '都道府県', 'text', { group: 'people', names: 'prefecture', known_values: ['東京都', '神奈川県', '大阪府', '北海道'] }),
    field('has_mail', 'メールアドレスあり', 'flag', { group: 'people' }),
    field('consent', '広告への同意', 'choice', {
      group: 'people', choices: choices(['given', '同意'], ['withdrawn', '拒否・撤回']),
      parameters: [{ name: 'channel', title: '連絡手段', type: 'choice', required: true, choices: choices(['mail', 'メール'], ['phone', '電話']) }],
    }),
    field('source', '媒体', 'text', { scope: 'order', group: 'orders', names: 'source', known_values: kSources }),
    field('number', '何回目の購入か', 'integer', { scope: 'order', group: 'orders' }),
  ],
}

const known = new Map<string, ConditionForm>([['everyone', { field: 'everyone' }]])

function say(form: ConditionForm): string {
  if ('and' in form) return form.and.map((part) => ('or' in part ? `(${say(part)})` : say(part))).join(' and ')
  if ('or' in form) return form.or.map(say).join(' or ')
  if ('not' in form) return `not (${say(form.not)})`
  const inside = form.where ? `(${say(form.where)})` : form.arguments ? `(${Object.values(form.arguments).join(', ')})` : ''
  const window = form.window && 'last_days' in form.window ? ` in the last ${form.window.last_days} days` : form.window ? ` ${JSON.stringify(form.window)}` : ''
  const values = form.values ? ` ${form.op} (${form.values.join(', ')})` : form.op ? ` ${form.op} ${form.value ?? ''}` : ''
  return `${form.field}${inside}${window}${values}`
}

function share_of(text: string): number {
  let hash = 7
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_009
  return text === 'everyone' ? 1 : 0.02 + (hash / 1_009) * 0.6
}

export function count(body: Record<string, unknown>): ConditionCount | { position: string } {
  const form = (body['form'] as ConditionForm | undefined) ?? known.get(String(body['condition']))
  if (!form) return { position: String(Math.max(1, String(body['condition']).length)) }
  const condition = say(form)
  known.set(condition, form)
  const of = customers().length
  const share = share_of(condition)
  return { customers: Math.round(of * share), of, share, as_of: text_of_day(kLastDay), condition, form, sentence: `${condition} のお客さま`, unknown_names: condition.includes('火星') ? ['火星'] : [] }
}
