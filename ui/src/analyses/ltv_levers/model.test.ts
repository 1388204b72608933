import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { below_cost, lever_groups } from './model'

const row = (group: string, ltv_contribution: number | null, cpo: number | null) => ({
  group, customers: 10, matured: 8, order_value: 3_000, purchases_per_customer: 2.5, repeaters: 4, repeat_rate: 0.5, repeat_rate_low: 0.2, repeat_rate_high: 0.8,
  ltv_contribution, cpo, ltv_to_cpo: null, payback_month: null,
})

test('below cost is what is known to be, worst first', () => {
  const groups = lever_groups({ rows: [row('a', 5_000, 4_000), row('b', 1_000, 4_000), row('c', 100, 5_000), row('d', 100, null), row('e', null, 100)] } as unknown as Result)
  expect(below_cost(groups).map(({ name }) => name)).toEqual(['c', 'b'])
})
