// A handful of fields as the server describes them.
import type { ConditionField } from '../client/segment_types'
import { book_of } from './draft'

function field(over: Partial<ConditionField> & Pick<ConditionField, 'name' | 'type' | 'operators'>): ConditionField {
  return { scope: 'customer', group: 'purchases', title: over.name, description: '', many: false, windowed: false, ...over }
}

const kOrdered: ConditionField['operators'] = ['=', '!=', '<', '<=', '>', '>=', 'between']

export const kFields: ConditionField[] = [
  field({ name: 'everyone', type: 'flag', operators: [] }),
  field({ name: 'has_mail', title: 'メールアドレスあり', type: 'flag', operators: [] }),
  field({ name: 'stage', title: '購入回数（F）', type: 'integer', operators: [...kOrdered, 'in', 'not_in'], minimum: 0, maximum: 10_000 }),
  field({ name: 'net_sales', title: '純売上', type: 'money', operators: kOrdered, windowed: true, items: 'order' }),
  field({ name: 'prefecture', title: '都道府県', type: 'text', operators: ['=', '!=', 'in', 'not_in', 'is_known', 'is_unknown'], names: 'prefecture' }),
  field({ name: 'first_purchase', title: '初回購入日', type: 'day', operators: kOrdered, windowed: true }),
  field({ name: 'purchases', title: '購入の回数', type: 'integer', operators: [...kOrdered, 'in', 'not_in'], windowed: true, items: 'order', unit: 'purchases' }),
  field({
    name: 'consent', title: '広告への同意', type: 'choice', operators: ['=', '!=', 'in', 'not_in', 'is_known', 'is_unknown'],
    choices: [{ code: 'given', title: '同意' }, { code: 'withdrawn', title: '拒否・撤回' }],
    parameters: [{ name: 'channel', title: '連絡手段', type: 'choice', required: true, choices: [{ code: 'mail', title: 'メール' }, { code: 'phone', title: '電話' }] }],
  }),
  field({ name: 'product', title: '商品', scope: 'order', type: 'text', many: true, operators: ['=', '!=', 'in', 'not_in'], names: 'product' }),
  field({ name: 'number', title: '何回目の購入か', scope: 'order', type: 'integer', operators: [...kOrdered, 'in', 'not_in'] }),
]

export const kBook = book_of(kFields)
