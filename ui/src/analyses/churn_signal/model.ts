// From rows of `churn_signal` to the levels with what hangs on them. Pure.
import type { Result, Row } from '../../client/types'
import { number_of, number_or_null, text_of } from '../common/result'

export const kLevels = ['fine', 'watch', 'unlikely', 'at_risk', 'gone'] as const // with a number; `told` and `unknown` have none
export type Level = (typeof kLevels)[number]
const kQuiet: ReadonlySet<string> = new Set<Level>(['watch', 'at_risk', 'gone'])
// Quiet and still there with a chance worth asking for.
const kToAsk: ReadonlySet<string> = new Set<Level>(['watch', 'at_risk'])

export interface SignalRow {
  level: string
  kind: string
  customers: number
  times: number | null // median of the days since the last purchase, in own intervals
  alive: number | null
  at_stake: number | null // minor units
  lost: number | null
}

export interface LevelSum {
  level: Level
  customers: number
  at_stake: number
  lost: number
}

export function signal_rows(result: Result): SignalRow[] {
  return result.rows.map((row: Row): SignalRow => ({
    level: text_of(row, 'level'),
    kind: text_of(row, 'kind'),
    customers: number_of(row, 'customers'),
    times: number_or_null(row, 'times_median'),
    alive: number_or_null(row, 'alive_rate'),
    at_stake: number_or_null(row, 'sales_at_stake'),
    lost: number_or_null(row, 'sales_lost'),
  }))
}

function sum_of(rows: readonly SignalRow[], of: (row: SignalRow) => number | null): number {
  return rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)
}

// All five levels, whether somebody is in them or not; none while no customer has a number.
export function level_sums(rows: readonly SignalRow[]): LevelSum[] {
  if (rows.every(({ at_stake }) => at_stake === null)) return []
  return kLevels.map((level): LevelSum => {
    const of_level = rows.filter((row) => row.level === level)
    return { level, customers: sum_of(of_level, ({ customers }) => customers), at_stake: sum_of(of_level, ({ at_stake }) => at_stake), lost: sum_of(of_level, ({ lost }) => lost) }
  })
}

export interface QuietSum {
  quiet: number // customers past their own rhythm
  to_ask: number // of those, whom it is not too late to ask
  at_stake: number | null // by them, minor units; null where no chance is told
}

export function quiet_sum(rows: readonly SignalRow[]): QuietSum {
  const to_ask = rows.filter(({ level }) => kToAsk.has(level))
  return {
    quiet: sum_of(rows.filter(({ level }) => kQuiet.has(level)), ({ customers }) => customers),
    to_ask: sum_of(to_ask, ({ customers }) => customers),
    at_stake: to_ask.length > 0 && to_ask.every(({ at_stake }) => at_stake === null) ? null : sum_of(to_ask, ({ at_stake }) => at_stake),
  }
}
