import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { level_sums, quiet_sum, signal_rows } from './model'

const row = (level: string, kind: string, customers: number, at_stake: number | null, lost: number | null) => ({ level, kind, customers, times_median: null, alive_rate: null, sales_at_stake: at_stake, sales_lost: lost })
const rows = signal_rows({ rows: [
  row('fine', 'no_contract', 50, 900, 100), row('watch', 'no_contract', 10, 300, 200), row('watch', 'contract', 5, null, null), row('at_risk', 'contract', 3, 40, 60), row('gone', 'no_contract', 20, 7, 400), row('told', 'contract', 4, null, null),
] } as unknown as Result)

test('levels add up over customers with and without a contract', () => {
  expect(level_sums(rows)).toEqual([
    { level: 'fine', customers: 50, at_stake: 900, lost: 100 },
    { level: 'watch', customers: 15, at_stake: 300, lost: 200 },
    { level: 'unlikely', customers: 0, at_stake: 0, lost: 0 },
    { level: 'at_risk', customers: 3, at_stake: 40, lost: 60 },
    { level: 'gone', customers: 20, at_stake: 7, lost: 400 },
  ])
})

test('who is gone is quiet, but nobody to ask; who had a word is not quiet', () => {
  expect(quiet_sum(rows)).toEqual({ quiet: 38, to_ask: 18, at_stake: 340 })
})

test('what hangs on those who are quiet is not known where no chance is told', () => {
  expect(quiet_sum(signal_rows({ rows: [row('watch', 'no_contract', 9, null, null)] } as unknown as Result))).toEqual({ quiet: 9, to_ask: 9, at_stake: null })
})

test('where nobody has a number there is nothing to draw', () => {
  expect(level_sums(signal_rows({ rows: [row('unknown', 'no_contract', 9, null, null)] } as unknown as Result))).toEqual([])
})
