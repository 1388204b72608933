// What the list shows, as flat text in the URL, and as a question to the server. Pure.
import type { CustomerListQuestion, CustomerSort } from '../../client/customer_types'
import type { Search } from '../../filters/search'

export const kPageSize = 50

interface Range {
  from?: string
  to?: string
}

export const kStages: Record<string, Range> = {
  none: { to: '0' }, f1: { from: '1', to: '1' }, f2: { from: '2', to: '2' }, f3: { from: '3', to: '5' }, f6: { from: '6' },
}
export const kQuiets: Record<string, Range> = {
  d30: { to: '30' }, d60: { from: '31', to: '60' }, d180: { from: '61', to: '180' }, over: { from: '181' },
}
export const kSorts: readonly CustomerSort[] = ['last_order', 'purchases', 'sales', 'name']

const kFilters = ['stage', 'quiet', 'tag', 'mail'] as const

export function sort_of(search: Search): CustomerSort {
  return kSorts.find((sort) => sort === search['sort']) ?? 'last_order'
}

export function page_of(search: Search): number {
  const page = Number(search['page'])
  return Number.isInteger(page) && page > 1 ? page : 1
}

export function question_of(search: Search): CustomerListQuestion {
  const stage = kStages[search['stage'] ?? '']
  const quiet = kQuiets[search['quiet'] ?? '']
  return {
    words: search['words'], sort: sort_of(search), purchases_min: stage?.from, purchases_max: stage?.to,
    quiet_days_min: quiet?.from, quiet_days_max: quiet?.to, tag: search['tag'],
    consents_to: search['mail'] === 'given' ? 'mail' : undefined, page: page_of(search), page_size: kPageSize,
  }
}

export function is_filtered(search: Search): boolean {
  return kFilters.some((name) => Boolean(search[name]))
}

// Everything that keeps people out of the list.
export const kEverybody: Record<string, null> = { words: null, stage: null, quiet: null, tag: null, mail: null, page: null }

// While kana are being composed a letter at the end is half a kana ("くらｍ"): nobody has it in the name.
export function settled_words(typed: string, composing: boolean): string {
  if (!composing || !/[ぁ-ゖァ-ヶ一-龠]/.test(typed)) return typed
  return typed.replace(/[a-zA-Zａ-ｚＡ-Ｚ]+$/, '')
}
