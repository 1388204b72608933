// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { parse_day } from './DayField'

test('days as people type them', () => {
  for (const typed of ['2026/11/2', '2026-11-02', '20261102', '２０２６年１１月２日', ' 2026.11.02 ']) expect(parse_day(typed)).toBe('2026-11-02')
})

test('what is no day of the calendar is none', () => {
  for (const typed of ['2026/02/30', '11/2', 'yesterday', '']) expect(parse_day(typed)).toBeNull()
})
