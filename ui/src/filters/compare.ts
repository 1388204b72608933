// Two answers side by side: the second question is the first with another value of one filter. In the URL `vs` names the
// filter and `vs.<name>` its other value; without one the second question has none (every source, the last day). Pure.
import type { Search } from './search'

export const kCompared = ['as_of', 'period', 'source', 'payment_method', 'product'] as const
export type Compared = (typeof kCompared)[number]

const kNames: Record<Compared, readonly string[]> = {
  as_of: ['as_of'], period: ['from', 'to'], source: ['source'], payment_method: ['payment_method'], product: ['product'],
}

export function is_of_comparison(name: string): boolean {
  return name === 'vs' || name.startsWith('vs.')
}

export function compared_of(search: Search): Compared | null {
  return kCompared.find((one) => one === search['vs']) ?? null
}

export function names_of(compared: Compared): readonly string[] {
  return kNames[compared]
}

// The other values, by the names of the filters themselves.
export function other_values(search: Search, compared: Compared): Search {
  const told = kNames[compared].map((name): [string, string] => [name, search[`vs.${name}`] ?? ''])
  return Object.fromEntries(told.filter(([, value]) => value !== ''))
}

// What would be in the URL were the second question the only one.
export function second_search(search: Search, compared: Compared): Search {
  const rest = Object.entries(search).filter(([name]) => !is_of_comparison(name) && !kNames[compared].includes(name))
  return { ...Object.fromEntries(rest), ...other_values(search, compared) }
}

// To put into the URL; nothing begins to be compared with null. Values of another filter are forgotten.
export function comparison(compared: Compared | null, values: Search = {}): Record<string, string | null> {
  const all: Record<string, string | null> = { vs: compared }
  for (const one of kCompared) {
    for (const name of kNames[one]) all[`vs.${name}`] = one === compared ? (values[name] ?? null) : null
  }
  return all
}

function ends_before(early: Search, late: Search): boolean {
  return (early['to'] ?? '') !== '' && (late['from'] ?? '') > (early['to'] ?? '')
}

// One customer buys in two periods and by two sources: where those who bought are counted, filters do not part people.
function counts_buyers(analysis: string, search: Search): boolean {
  return analysis === 'products' || (analysis.startsWith('retention') && search['unit'] === 'customer')
}

// Whether nobody can be behind both answers, as far as the filters tell: of two periods that do not meet, of two sources or
// methods. Only then has a difference an interval that can be made of theirs.
export function share_nobody(analysis: string, compared: Compared, first: Search, second: Search): boolean {
  if (counts_buyers(analysis, first)) return false
  if (compared === 'period') {
    return ends_before(first, second) || ends_before(second, first)
  }
  if (compared !== 'source' && compared !== 'payment_method') return false
  const [one, other] = [first[compared] ?? '', second[compared] ?? '']
  return one !== '' && other !== '' && one !== other
}
