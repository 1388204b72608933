import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { percent_of, rates_text, read_rates, scenario_of, with_rate } from './model'

test('rates go through the URL as the server reads them', () => {
  expect(rates_text(read_rates('3:62.5, 1:45'))).toBe('1:45,3:62.5')
  expect(read_rates('nonsense,2:x,4:12').size).toBe(1)
  expect(rates_text(new Map())).toBe('')
})

test('what is planned as it is today is not planned', () => {
  const today = percent_of(0.4412)
  expect(today).toBe(44.1)
  expect(rates_text(with_rate(new Map([[1, 50]]), 1, today, today))).toBe('')
  expect(rates_text(with_rate(new Map(), 2, 49.1, today))).toBe('2:49.1')
})

test('a figure that is not known stays so', () => {
  const result = { rows: [{ scenario: 'today', ltv: 9_000, ltv_to_cpo: null }, { scenario: 'plan', ltv: 9_900, ltv_to_cpo: null }] } as unknown as Result
  expect(scenario_of(result, 'ltv')).toEqual({ today: 9_000, plan: 9_900 })
  expect(scenario_of(result, 'ltv_to_cpo')).toEqual({ today: null, plan: null })
})
