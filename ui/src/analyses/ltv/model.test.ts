import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { drawn_groups, line_of, ltv_groups } from './model'

const row = (group: string, months: number, part: string, net: number, customers = 10) => ({
  group, months, part, customers, matured: part === 'forecast' ? 0 : customers, accepted_per_customer: net + 50, net_per_customer: net, gross_per_customer: net - 30,
  contribution_per_customer: net - 60, after_cpo_per_customer: null,
})
const groups = ltv_groups({
  rows: [row('2026-09', 1, 'observed', 100), row('2026-09', 2, 'partial', 150), row('2026-09', 3, 'forecast', 180), row('2026-10', 1, 'forecast', 90, 30)],
} as unknown as Result)

test('a line is known up to its last month, and the forecast begins there', () => {
  const [first] = groups
  expect(first && line_of(first, 'net')).toEqual({ known: [100, 150, null], forecast: [null, 150, 180] })
})

test('a group that is known to its end has no forecast, one that is not known at all has nothing else', () => {
  const whole = ltv_groups({ rows: [row('a', 1, 'observed', 1), row('a', 2, 'observed', 2)] } as unknown as Result)[0]
  expect(whole && line_of(whole, 'net').forecast).toEqual([null, null])
  expect(groups[1] && line_of(groups[1], 'net')).toEqual({ known: [null], forecast: [90] })
})

test('what costs are not known for has no value, not zero', () => {
  expect(groups[0] && line_of(groups[0], 'after_cpo').known).toEqual([null, null, null])
})

test('the largest groups are drawn, in their own order', () => {
  expect(drawn_groups(groups, 1).map(({ name }) => name)).toEqual(['2026-10'])
  expect(drawn_groups(groups, 6).map(({ name }) => name)).toEqual(['2026-09', '2026-10'])
})
