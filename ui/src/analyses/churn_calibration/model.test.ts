import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { calibration_points, hits, rules_of } from './model'

const group = (decile: number, predicted: number, bought: number, low: number, high: number) => ({
  group: 'chance', decile, customers: 10, predicted_rate: predicted, bought, observed_rate: bought / 10, observed_low: low, observed_high: high, stayed_away: 10 - bought,
  precision_rate: null, precision_low: null, precision_high: null, recall_rate: null, recall_low: null, recall_high: null, false_alarm_rate: null, false_alarm_low: null, false_alarm_high: null,
})
const nobody = { ...group(0, 0, 0, 0, 1), group: 'fixed_days', decile: null, customers: 0, predicted_rate: null, bought: 0, observed_rate: null, stayed_away: 0, recall_rate: 0, recall_low: 0, recall_high: 0.2, false_alarm_rate: 0, false_alarm_low: 0, false_alarm_high: 0.3 }
const result = { rows: [group(1, 0.1, 1, 0.02, 0.4), group(2, 0.2, 6, 0.31, 0.83), nobody] } as unknown as Result

test('groups are points, and those whose interval holds the prediction are hits', () => {
  const points = calibration_points(result)
  expect(points.map(({ decile, predicted, observed }) => [decile, predicted, observed])).toEqual([[1, 0.1, 0.1], [2, 0.2, 0.6]])
  expect(hits(points)).toBe(1)
})

test('a rule that flags nobody has no precision, and is counted against everybody', () => {
  const [rule] = rules_of(result)
  expect(rule?.precision).toEqual({ rate: null, hits: 0, cases: 0, interval: null })
  expect(rule?.recall).toEqual({ rate: 0, hits: 0, cases: 13, interval: { low: 0, high: 0.2 } })
  expect(rule?.false_alarms.cases).toBe(7)
})
