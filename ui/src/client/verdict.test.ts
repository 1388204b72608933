import { expect, test } from 'vitest'
import type { Effect } from './campaign_types'
import { drawn_interval, moved_otherwise, verdict_of } from './verdict'

const effect = (measure: Effect['measure'], verdict: Effect['verdict'], interval: [number, number] = verdict === 'undecided' ? [-2, 18] : [2, 18]): Effect => ({
  measure, unit: 'money', per_customer: 10, interval, total: 100, total_interval: [20, 180], verdict,
})

test('profit decides, whatever the others say', () => {
  expect(verdict_of({ effects: [effect('orders', 'raises'), effect('contribution', 'lowers')], more_needed: 0, interval_kind: 'any_time' })).toMatchObject({ kind: 'lowers' })
})

test('what moved while profit did not is named', () => {
  const profit = effect('contribution', 'undecided')
  expect(moved_otherwise([effect('orders', 'raises'), effect('net', 'undecided'), effect('gross', 'lowers'), profit], profit)).toEqual({ raises: ['orders'], lowers: ['gross'] })
  const risen = effect('contribution', 'raises')
  expect(moved_otherwise([effect('orders', 'raises'), risen], risen)).toEqual({ raises: [], lowers: [] })
})

test('undecided is not the same as no effect', () => {
  expect(verdict_of({ effects: [effect('contribution', 'undecided')], more_needed: 300, interval_kind: 'any_time' })).toMatchObject({ kind: 'undecided', more_needed: 300 })
  expect(verdict_of({ effects: [effect('contribution', 'undecided')], more_needed: 300, interval_kind: 'final' }).kind).toBe('no_effect')
  expect(verdict_of({ effects: [effect('contribution', 'undecided')], more_needed: null, interval_kind: 'any_time' }).kind).toBe('no_effect')
  expect(verdict_of({ effects: [], more_needed: null, interval_kind: 'final' }).kind).toBe('nothing')
})

test('what looks like a difference with too few behind it is neither an effect nor none', () => {
  const few = [effect('contribution', 'undecided', [2, 18])]
  expect(verdict_of({ effects: few, more_needed: 300, interval_kind: 'any_time' })).toMatchObject({ kind: 'too_few', more_needed: 300 })
  expect(verdict_of({ effects: few, more_needed: 300, interval_kind: 'final' })).toMatchObject({ kind: 'too_few', more_needed: null })
})

test('an interval is drawn with zero in sight', () => {
  const right = drawn_interval({ per_customer: 10, interval: [2, 18] })
  expect(right.zero).toBeLessThan(right.low)
  expect(right.low).toBeLessThan(right.point)
  expect(right.high).toBeLessThan(100)
  const across = drawn_interval({ per_customer: -1, interval: [-4, 2] })
  expect(across.zero).toBeGreaterThan(across.point)
  expect(across.zero).toBeLessThan(across.high)
  expect(drawn_interval({ per_customer: 0, interval: [0, 0] }).zero).toBe(50)
})
