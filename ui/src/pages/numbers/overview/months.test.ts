import { expect, test } from 'vitest'
import { last_full_month } from './months'

test('a month counts once its last day is over', () => {
  expect(last_full_month('2026-11-22')).toEqual({ month: '2026-10', from: '2025-10-01', to: '2026-10-31', before: '2026-09', year_before: '2025-10' })
  expect(last_full_month('2026-11-30').month).toBe('2026-11')
  expect(last_full_month('2026-01-05')).toMatchObject({ month: '2025-12', before: '2025-11' })
})
