import { expect, test } from 'vitest'
import type { Result, Row } from '../../client/types'
import { missing_cpo, missing_ratio, sum_of, won_groups } from './model'

const row = (values: Row): Row => ({
  group: 'a', customers: 100, cost: 300_000, trials: 60, direct: 40, converted: 20, trials_matured: 50, trials_converted: 15, trial_conversion_rate: 0.3,
  trial_conversion_rate_low: 0.19, trial_conversion_rate_high: 0.44, cpr: 5_000, cpo: 5_000, year_matured: 10, year_value: 9_000, year_value_to_cpo: 1.8, ...values,
})
const groups = (...rows: Row[]) => won_groups({ rows } as unknown as Result)

test('who bought the main goods came at once or after a trial', () => {
  const [one] = groups(row({}))
  expect(one?.main).toBe(60)
  expect(one?.conversion).toEqual({ rate: 0.3, hits: 15, cases: 50, interval: { low: 0.19, high: 0.44 } })
})

test('costs are shared among the heads of groups that told them', () => {
  const all = sum_of(groups(row({}), row({ group: 'b', cost: null, cpo: null, trials: 1_000, trials_matured: 150, trials_converted: 45 })))
  expect(all).toEqual({ cost: 300_000, cpr: 5_000, cpo: 5_000, conversion: { rate: 0.3, hits: 60, cases: 200, interval: null } })
  expect(sum_of(groups(row({ cost: null })))).toBeNull()
  expect(sum_of(groups(row({ trials: 0, direct: 0, converted: 0 })))).toMatchObject({ cpr: null, cpo: null })
})

test('what is missing is told apart', () => {
  const reasons = groups(row({}), row({ cost: null }), row({ direct: 0, converted: 0 }), row({ year_matured: 0 }), row({ cost: 0 })).map((group) => [missing_cpo(group), missing_ratio(group)])
  expect(reasons).toEqual([[null, null], ['no_cost', 'no_cost'], ['nobody', 'nobody'], [null, 'too_young'], [null, 'no_cost']])
})

test('a month whose trials are mostly young is waiting', () => {
  expect(groups(row({ trials_matured: 29 }), row({ trials_matured: 30 }), row({ trials: 0, trials_matured: 0 })).map(({ waiting }) => waiting)).toEqual([true, false, false])
})
