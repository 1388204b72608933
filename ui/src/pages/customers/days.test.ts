import { expect, test } from 'vitest'
import { short_day } from './days'

test('a day without its year', () => {
  expect(short_day('2026-04-05', 'ja')).toBe('4/5(日)')
  expect(short_day('2026-11-22', 'ja')).toBe('11/22(日)')
  expect(short_day('2026-10-10', 'ja')).toBe('10/10(土)')
  expect(short_day('2026-04-05', 'en')).toBe('Sun 5 Apr')
})
