import { expect, test } from 'vitest'
import { days_left, urgency } from './deadline'

test('the last day is day zero, across months and the turn of the year', () => {
  expect(days_left('2026-11-22', '2026-11-22')).toBe(0)
  expect(days_left('2027-01-01', '2026-12-30')).toBe(2)
  expect(days_left('2026-11-20', '2026-11-22')).toBe(-2)
})

test('three days before it is soon', () => {
  expect([-1, 0, 3, 4].map(urgency)).toEqual(['over', 'soon', 'soon', 'later'])
})
