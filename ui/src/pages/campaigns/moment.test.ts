import { expect, test } from 'vitest'
import { instant_of, wall_time } from './moment'

test('the clock on the wall of a shop in Tokyo', () => {
  expect(instant_of({ day: '2026-11-23', time: '00:30' }, 'Asia/Tokyo')).toBe('2026-11-22T15:30:00Z')
  expect(wall_time('2026-11-22T15:30:00Z', 'Asia/Tokyo')).toEqual({ day: '2026-11-23', time: '00:30' })
})

test('where clocks change, on both sides of it', () => {
  expect(instant_of({ day: '2026-03-29', time: '00:30' }, 'Europe/London')).toBe('2026-03-29T00:30:00Z')
  expect(instant_of({ day: '2026-03-29', time: '10:00' }, 'Europe/London')).toBe('2026-03-29T09:00:00Z')
  expect(instant_of({ day: '2026-10-25', time: '10:00' }, 'Europe/London')).toBe('2026-10-25T10:00:00Z')
})

test('what is no moment is none', () => {
  expect(instant_of({ day: '', time: '10:00' }, 'Asia/Tokyo')).toBeNull()
})
