import { describe, expect, test } from 'vitest'
import type { Result, Row } from '../../../client/types'
import { below_cpo, gone_quiet, overdue, returns_rose, shipment_fell } from './alarms'
import { last_full_month } from './months'

const span = last_full_month('2026-11-22') // tells of 2026-10
const result = (rows: Row[]) => ({ rows }) as unknown as Result
const shipped = (group: string, matured: number, matured_shipped: number): Row => ({ group, matured, matured_shipped })
const sold = (month: string, accepted: number, returned: number, orders = 500): Row => ({ month, orders, accepted, returned })

describe('fewer orders were shipped', () => {
  const usual = [shipped('2026-08', 1_000, 950), shipped('2026-09', 1_000, 950)]
  test('than in the months before, beyond chance', () => {
    expect(shipment_fell(result([...usual, shipped('2026-10', 1_000, 900), shipped('2026-11', 500, 10)]), span)).toEqual({ name: 'shipment_fell', figures: { rate: 0.9, was: 0.95 } })
  })
  test('but not when chance may be the cause, or the month has few orders', () => {
    expect(shipment_fell(result([...usual, shipped('2026-10', 100, 93)]), span)).toBeNull()
    expect(shipment_fell(result([...usual, shipped('2026-10', 50, 20)]), span)).toBeNull()
    expect(shipment_fell(result([shipped('2026-10', 1_000, 100)]), span)).toBeNull()
  })
})

describe('more money came back', () => {
  test('than half as much again, and by more than a point', () => {
    expect(returns_rose(result([sold('2026-09', 100_000, 2_000), sold('2026-10', 100_000, 4_000)]), span)?.figures).toEqual({ rate: 0.04, was: 0.02 })
    expect(returns_rose(result([sold('2026-09', 100_000, 500), sold('2026-10', 100_000, 1_400)]), span)).toBeNull()
    expect(returns_rose(result([sold('2026-09', 100_000, 10_000), sold('2026-10', 100_000, 12_000)]), span)).toBeNull()
  })
  test('a month without sales divides by nothing', () => {
    expect(returns_rose(result([sold('2026-09', 0, 0), sold('2026-10', 0, 0)]), span)).toBeNull()
  })
})

test('what is not paid thirty days after it was due', () => {
  expect(overdue(result([{ days_late: 0, open: 9, open_amount: 90_000 }, { days_late: 30, open: 4, open_amount: 40_000 }]))?.figures).toEqual({ orders: 4, amount: 40_000, days: 30 })
  expect(overdue(result([{ days_late: 30, open: 0, open_amount: 0 }]))).toBeNull()
  expect(overdue(result([]))).toBeNull()
})

const group = (ltv_contribution: number, cpo: number | null): Row => ({ group: 'a', customers: 5, matured: 5, ltv_contribution, cpo })

test('sources whose customers bring less than they cost', () => {
  expect(below_cpo(result([group(100, 200), group(300, 200), group(100, null)]))?.figures).toEqual({ groups: 1 })
  expect(below_cpo(result([group(300, 200)]))).toBeNull()
})

const signal = (level: string, customers: number, sales_at_stake: number | null): Row => ({ level, kind: 'no_contract', customers, times_median: 2, alive_rate: 0.4, sales_at_stake, sales_lost: 0 })

test('customers who have gone quiet and can still be asked, not those who are gone', () => {
  expect(gone_quiet(result([signal('fine', 90, 9_000), signal('watch', 5, 500), signal('at_risk', 3, 70), signal('gone', 40, 10)]))?.figures).toEqual({ customers: 8, amount: 570 })
  expect(gone_quiet(result([signal('fine', 90, 9_000), signal('gone', 40, 10), signal('unknown', 4, null)]))).toBeNull()
})
