// Planned rates as the server reads them ("1:45,3:62.5"), and what comes of them beside today. Pure.
import type { Result, Row } from '../../client/types'
import { number_or_null } from '../common/result'

export type PlannedRates = ReadonlyMap<number, number> // link -> percent, to a tenth

export const kPlannedMeasures = ['ltv', 'ltv_to_cpo', 'monthly_profit'] as const
export type PlannedMeasure = (typeof kPlannedMeasures)[number]

export function read_rates(text: string): Map<number, number> {
  const pairs = text.split(',').flatMap((part): [number, number][] => {
    const match = /^\s*(\d+)\s*:\s*(\d+(?:\.\d+)?)\s*$/.exec(part)
    return match ? [[Number(match[1]), Number(match[2])]] : []
  })
  return new Map(pairs)
}

// Nothing where nothing is planned.
export function rates_text(rates: PlannedRates): string {
  return [...rates].toSorted(([a], [b]) => a - b).map(([link, percent]) => `${link}:${Number(percent.toFixed(1))}`).join(',')
}

export function percent_of(rate: number): number {
  return Math.round(rate * 1_000) / 10
}

// A rate that is planned as it is today is not planned.
export function with_rate(rates: PlannedRates, link: number, percent: number, today: number): Map<number, number> {
  const next = new Map(rates)
  if (percent === today) next.delete(link)
  else next.set(link, percent)
  return next
}

export interface Scenario {
  today: number | null
  plan: number | null
}

export function scenario_of({ rows }: Result, measure: PlannedMeasure | 'cpo' | 'new_per_month'): Scenario {
  const of = (name: string): number | null => {
    const row: Row | undefined = rows.find(({ scenario }) => scenario === name)
    return row ? number_or_null(row, measure) : null
  }
  return { today: of('today'), plan: of('plan') }
}
