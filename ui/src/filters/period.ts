// Periods people ask for, as days relative to the as-of day. Pure arithmetic on "2026-11-22".
import { format_day, type Language } from '../kit/format'
import type { Texts } from '../locales'

export interface Period {
  from: string | null
  to: string | null
}

// The day `months` months before the day after `day`: the start of a full span that ends on `day`.
export function start_of_span(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const next = new Date(Date.UTC(year, month - 1, date + 1))
  const target = next.getUTCMonth() - months
  const last_of_target = new Date(Date.UTC(next.getUTCFullYear(), target + 1, 0)).getUTCDate()
  return new Date(Date.UTC(next.getUTCFullYear(), target, Math.min(next.getUTCDate(), last_of_target))).toISOString().slice(0, 10)
}

export function presets(as_of: string, text: Texts): { title: string; period: Period }[] {
  const all = { title: text.filters.all_time, period: { from: null, to: null } }
  if (!as_of) return [all]
  return [
    all,
    { title: text.filters.last_year, period: { from: start_of_span(as_of, 12), to: null } },
    { title: text.filters.last_two_years, period: { from: start_of_span(as_of, 24), to: null } },
    { title: text.filters.this_year, period: { from: `${as_of.slice(0, 4)}-01-01`, to: null } },
  ]
}

export function period_text(from: string | undefined, to: string | undefined, language: Language, text: Texts): string {
  if (from && to) return text.filters.between(format_day(from, language), format_day(to, language))
  if (from) return text.filters.since(format_day(from, language))
  if (to) return text.filters.until(format_day(to, language))
  return text.filters.all_time
}
