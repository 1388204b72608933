import { expect, test } from 'vitest'
import { day_scale, month_away } from './day_scale'

test('months stand where they begin, between the first and the last day', () => {
  const { first, last, marks } = day_scale('2026-09-21', '2026-11-20')
  expect(last - first).toBe(60)
  expect(marks.map(({ month }) => month)).toEqual(['2026-10', '2026-11'])
  expect(marks[0]?.share).toBeCloseTo(10 / 60)
})

const named = (from: string, to: string) => day_scale(from, to).marks.filter((mark) => mark.named).map(({ month }) => month)

test('few of many months are named, and always the same ones of a year', () => {
  expect(named('2024-11-05', '2026-11-22')).toEqual(['2025-01', '2025-04', '2025-07', '2025-10', '2026-01', '2026-04', '2026-07', '2026-10'])
  expect(named('2010-03-01', '2026-11-22').every((month) => month.endsWith('-01'))).toBe(true)
  expect(named('2010-03-01', '2026-11-22').length).toBeLessThanOrEqual(9)
})

test('a shop of one day has a scale without length', () => {
  const { first, last, marks } = day_scale('2026-11-01', '2026-11-01')
  expect(last).toBe(first)
  expect(marks.map(({ share }) => share)).toEqual([0])
})

test('page keys go by months and stay inside', () => {
  const known = { first_day: '2025-01-10', last_day: '2026-11-22' }
  expect(month_away('2026-03-31', -1, known)).toBe('2026-02-28')
  expect(month_away('2026-11-01', 1, known)).toBe('2026-11-22')
  expect(month_away('2025-02-01', -1, known)).toBe('2025-01-10')
})
