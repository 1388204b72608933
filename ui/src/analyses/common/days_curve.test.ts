import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { light } from '../../kit/tokens'
import { ja } from '../../locales/ja'
import { day_reaching, days_curve, days_option, milestones, on_days } from './days_curve'

const result = {
  assumptions: [],
  rows: [
    { days: 0, customers: 0, km_rate: 0 },
    { days: 1, customers: 10, km_rate: 0.1 },
    { days: 2, customers: 30, km_rate: 0.4 },
  ],
} as unknown as Result

test('shares are reached on the first day at or above them', () => {
  const curve = days_curve(result)
  expect(day_reaching(curve, 0.1)).toBe(1)
  expect(day_reaching(curve, 0.11)).toBe(2)
  expect(day_reaching(curve, 0.5)).toBeNull()
})

test('milestones are shares of those who come back, not of all', () => {
  expect(milestones(days_curve(result)).map(({ day }) => day)).toEqual([1, 2, 2])
})

test('a result without rows draws an empty chart', () => {
  const curve = days_curve({ rows: [], assumptions: [] } as unknown as Result)
  expect(curve.final_rate).toBeNull()
  expect(milestones(curve)).toEqual([])
  expect(days_option(curve, light, ja)).toHaveProperty('series')
})

test('where nobody has been watched for so long the curve ends', () => {
  const young = { ...result, rows: [...result.rows.slice(0, 2), { days: 2, customers: 0, km_rate: null }] } as unknown as Result
  const curve = days_curve(young)
  expect(curve.km_rates).toEqual([0, 0.1, null])
  expect(curve.last_day).toBe(1)
  expect(curve.final_rate).toBe(0.1)
  expect(days_curve(result).last_day).toBe(2)
})

test('another curve stands on the same days, with holes where it knows none', () => {
  const curve = days_curve(result)
  expect(on_days(curve, [0, 2, 5])).toEqual([0, 0.4, null])
  const { series } = days_option(curve, light, ja, { curve, titles: { first: '検索', second: '広告' } }) as { series: { name: string }[] }
  expect(series.map(({ name }) => name)).toEqual([ja.days.customers, '検索', '広告'])
})
