import { describe, expect, test } from 'vitest'
import type { Result, Row } from '../../client/types'
import { automatic_hours, busiest, by_hour, hours_across, kHours, share_of_hours } from './model'

const slot = (weekday: string, hour: string, orders: number): Row => ({ weekday, hour, orders, purchases: orders, sales: orders * 1_000 })
const result = (...rows: Row[]) => ({ rows }) as unknown as Result
const people = kHours.map((hour) => slot('monday', hour, 10 + Number(hour))) // 516 orders, 33 at most

describe('hours in which orders are made all at once', () => {
  test('are those that tower over every other', () => {
    const one = result(...people, slot('tuesday', '4', 300))
    expect(automatic_hours(one)).toEqual(['4'])
    expect(share_of_hours(one, ['4'])).toBeCloseTo(314 / 816, 10)
    expect(automatic_hours(result(...people, slot('tuesday', '10', 300), slot('tuesday', '4', 250)))).toEqual(['4', '10'])
  })
  test('are none where people order at night, or where there are few orders', () => {
    expect(automatic_hours(result(...people))).toEqual([])
    expect(automatic_hours(result(...people, slot('tuesday', '4', 60)))).toEqual([]) // twice the next, but no fifth of all
    expect(automatic_hours(result(slot('monday', '10', 100), slot('monday', '12', 1)))).toEqual([])
    expect(automatic_hours(result(slot('monday', '-', 9_000), ...people))).toEqual([])
  })
})

test('the busiest hour and weekday are those of people', () => {
  const week = result(...people, slot('tuesday', '4', 300), slot('sunday', '-', 900))
  expect(busiest(week, ['4'])).toMatchObject({ row: { weekday: 'monday', hour: '23' }, weekday: { name: 'monday', share: 1 } })
  expect(busiest(week, []).weekday?.name).toBe('monday')
  expect(busiest(result(slot('sunday', '-', 900)), [])).toEqual({ row: null, weekday: null, share: null })
})

test('all hours stand across, and the unknown one where there is one', () => {
  expect(hours_across(result(slot('monday', '9', 1)))).toHaveLength(24)
  expect(hours_across(result(slot('monday', '9', 1), slot('monday', '-', 1))).at(-1)).toBe('-')
  expect(by_hour([slot('monday', '-', 1), slot('monday', '10', 1), slot('tuesday', '9', 1)]).map((row) => row['hour'])).toEqual(['9', '10', '-'])
})
