// From rows of `acquisition` to what it cost to win customers, by source or by month. Pure; money in minor units.
import type { Result } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of, number_or_null, text_of } from '../common/result'

export interface WonGroup {
  name: string
  customers: number
  cost: number | null // null: nobody told any
  trials: number
  main: number // customers of the main goods: at once, or after a trial
  conversion: CountedRate // of trials that had the time
  waiting: boolean // over half of the trials have not had it yet
  cpr: number | null
  cpo: number | null
  year_matured: number
  year_value: number | null // per customer
  to_cpo: number | null // year_value / cpo
}

export function won_groups(result: Result): WonGroup[] {
  return result.rows.map((row): WonGroup => {
    const [trials, matured] = [number_of(row, 'trials'), number_of(row, 'trials_matured')]
    return {
      name: text_of(row, 'group'), customers: number_of(row, 'customers'), cost: number_or_null(row, 'cost'), trials, main: number_of(row, 'direct') + number_of(row, 'converted'),
      conversion: counted_rate(row, { rate: 'trial_conversion_rate', hits: 'trials_converted', cases: 'trials_matured', ends: 'trial_conversion_rate' }),
      waiting: matured * 2 < trials,
      cpr: number_or_null(row, 'cpr'), cpo: number_or_null(row, 'cpo'),
      year_matured: number_of(row, 'year_matured'), year_value: number_or_null(row, 'year_value'), to_cpo: number_or_null(row, 'year_value_to_cpo'),
    }
  })
}

export interface WonSum {
  cost: number
  cpr: number | null
  cpo: number | null
  conversion: CountedRate // of all groups; its interval is not known here
}

function each(amount: number, heads: number): number | null {
  return heads > 0 ? Math.round(amount / heads) : null
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

// Costs go with the heads of those groups alone whose cost is known. Null where no cost is.
export function sum_of(groups: readonly WonGroup[]): WonSum | null {
  const paid = groups.filter(({ cost }) => cost !== null)
  if (paid.length === 0) return null
  const cost = sum(paid.map((group) => group.cost ?? 0))
  const [hits, cases] = [sum(groups.map(({ conversion }) => conversion.hits)), sum(groups.map(({ conversion }) => conversion.cases))]
  return {
    cost, cpr: each(cost, sum(paid.map(({ trials }) => trials))), cpo: each(cost, sum(paid.map(({ main }) => main))),
    conversion: { rate: cases > 0 ? hits / cases : null, hits, cases, interval: null },
  }
}

// Why there is no bar, in the order in which one would ask.
export function missing_cpo({ cost, main }: WonGroup): 'no_cost' | 'nobody' | null {
  if (cost === null) return 'no_cost'
  return main === 0 ? 'nobody' : null
}

export function missing_ratio(group: WonGroup): 'no_cost' | 'nobody' | 'too_young' | null {
  return missing_cpo(group) ?? (group.year_matured === 0 ? 'too_young' : group.cost === 0 ? 'no_cost' : null)
}
