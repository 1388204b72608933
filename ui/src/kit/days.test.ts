import { expect, test } from 'vitest'
import { add_months, day_number, day_text, last_of_month } from './days'

test('days and their numbers', () => {
  expect(day_number('1970-01-02')).toBe(1)
  expect(day_text(day_number('2024-02-29'))).toBe('2024-02-29')
  expect(day_number('2024-03-01') - day_number('2024-02-28')).toBe(2)
  expect(day_number('soon')).toBeNaN()
})

test('months keep their date where they have it', () => {
  expect(add_months('2026-11-22', -12)).toBe('2025-11-22')
  expect(add_months('2026-03-31', -1)).toBe('2026-02-28')
  expect(add_months('2024-02-29', -12)).toBe('2023-02-28')
  expect(add_months('2026-12-31', 2)).toBe('2027-02-28')
  expect(last_of_month('2024-02')).toBe('2024-02-29')
})
