import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { milestones, trap_points } from './model'

const row = (renewals: number, observed: number | null) => ({
  renewals, asked: 10, constant_rate: 0.8 ** renewals, sbg_rate: 0.3, observed_rate: observed, constant_deliveries: 4, sbg_deliveries: 5, observed_deliveries: null, sbg_gap: 1_000, observed_gap: null,
})

test('the constant 80 % leaves 6.9 % after 12, and what nobody reached yet is not known', () => {
  const points = trap_points({ rows: [row(1, 0.8), row(6, 0.5), row(12, null)] } as unknown as Result)
  const told = milestones(points)
  expect(told.map(({ renewals }) => renewals)).toEqual([6, 12])
  expect(told[1]?.left.constant).toBeCloseTo(0.0687, 4)
  expect(told[1]?.left.observed).toBeNull()
  expect(told[1]?.gap).toEqual({ sbg: 1_000, observed: null })
})
