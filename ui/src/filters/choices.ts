// The names a shop knows that a number can be narrowed to. Pure.
import type { Summary } from '../client/types'

export const kChoiceFilters = ['source', 'payment_method', 'product'] as const
export type ChoiceFilter = (typeof kChoiceFilters)[number]

export interface Choice {
  value: string
  label: string
}

// Nothing where the shop has none.
export function choices_of(filter: ChoiceFilter, summary: Summary): Choice[] {
  if (filter === 'source') return summary.sources.map((name) => ({ value: name, label: name }))
  if (filter === 'payment_method') return (summary.payment_methods ?? []).map((name) => ({ value: name, label: name }))
  return (summary.products ?? []).map(({ code, name }) => ({ value: code, label: name === '' || name === code ? code : `${name} (${code})` }))
}

// What is in the URL but not among the choices (a product that is rarely bought) is a choice all the same.
export function with_chosen(choices: readonly Choice[], value: string | undefined): Choice[] {
  const known = value === undefined || value === '' || choices.some((one) => one.value === value)
  return known ? [...choices] : [...choices, { value, label: value }]
}
