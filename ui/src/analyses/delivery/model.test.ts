import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { legs_of } from './model'

const row = {
  group: null, leg: 'order_to_shipped', orders: 90, days_median: 1, days_p75: 2, days_p90: 4, within_matured: 80, within: 60, within_rate: 0.75, within_low: 0.64, within_high: 0.83,
  late_matured: 80, late: 8, late_rate: 0.1, late_low: 0.05, late_high: 0.18, before_cut_off: null, same_day: null, same_day_rate: null, same_day_low: null, same_day_high: null,
}

test('a leg has the rates that are told of it', () => {
  const [leg] = legs_of({ rows: [row] } as unknown as Result)
  expect(leg?.rates.map(({ name }) => name)).toEqual(['within', 'late'])
  expect(leg?.rates[0]?.rate).toEqual({ rate: 0.75, hits: 60, cases: 80, interval: { low: 0.64, high: 0.83 } })
})
