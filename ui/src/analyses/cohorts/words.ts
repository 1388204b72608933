// How the values and ages of the matrix are written.
import type { Result } from '../../client/types'
import { format_count, format_money, format_money_short, format_rate, type Currency, type Language } from '../../kit/format'
import type { Texts } from '../../locales'
import { text_of } from '../common/result'
import type { Measure } from './model'

export interface CohortWords {
  measure: Measure
  age_kind: string // calendar_month | 30_days
  currency: Currency
  language: Language
  text: Texts
}

export function age_kind_of(result: Result): string {
  return text_of(result.parameters, 'age') || 'calendar_month'
}

export function age_text(age: number, { age_kind, text }: CohortWords): string {
  return age_kind === '30_days' ? text.cohorts.age_30_days(age) : text.cohorts.age_month(age)
}

// In a cell, under a header that names the unit.
export function cell_text(value: number, { measure, currency }: CohortWords): string {
  if (measure === 'rate') return (value * 100).toFixed(1)
  if (measure === 'people') return format_count(Math.round(value))
  return short_amount(value / 10 ** currency.decimals)
}

function short_amount(major: number): string {
  if (Math.abs(major) < 100_000) return format_count(Math.round(major))
  if (Math.abs(major) < 10_000_000) return `${format_count(Math.round(major / 1_000))}k`
  return `${(major / 1_000_000).toFixed(1)}M`
}

export function full_text(value: number, { measure, currency, text }: CohortWords): string {
  if (measure === 'rate') return format_rate(value)
  if (measure === 'people') return `${format_count(Math.round(value))}${text.units['customers'] === '人' ? '人' : ''}`
  return format_money(Math.round(value), currency)
}

export function axis_text(value: number, words: CohortWords): string {
  if (words.measure === 'rate') return `${Math.round(value * 100)} %`
  if (words.measure === 'people') return format_count(Math.round(value))
  return format_money_short(Math.round(value), words.currency, words.language)
}
