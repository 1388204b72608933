import { expect, test } from 'vitest'
import { with_values } from './with_values'

test('parameters are read as what they were, other words stay', () => {
  const values = { window_days: 365, source: '検索', stage_max: null }
  expect(with_values('期限（window_days）から window_days 日（1−S(window_days)）', values)).toBe('期限（365）から 365 日（1−S(365)）')
  expect(with_values('the source of stage_max and total_orders', values)).toBe('the source of stage_max and total_orders')
})
