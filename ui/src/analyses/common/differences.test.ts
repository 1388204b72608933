import { describe, expect, test } from 'vitest'
import type { Column, Descriptor, Result, Row } from '../../client/types'
import { ja } from '../../locales/ja'
import { change_text, difference_of, direction_of, interval_of_rates, key_columns, measures_of, pairs_of, points_text, rows_by_position } from './differences'

const style = { currency: { code: 'JPY', decimals: 0 }, language: 'ja' as const, text: ja }
const column = (name: string, type: Column['type'], unit = ''): Column => ({ name, type, unit, title: name })
const result = (columns: Column[], rows: Row[] = [], parameters: Result['parameters'] = {}) => ({ columns, rows, parameters }) as unknown as Result

const grouped = (by: string, rows: Row[]) => result([column('group', 'text')], rows, { by })

const months = (year: string) => [{ month: `${year}-01` }, { month: `${year}-02` }]

describe('rows that belong together', () => {
  const first = [{ stage: 1, customers: 100 }, { stage: 2, customers: 40 }]
  const second = [{ stage: 2, customers: 30 }, { stage: 3, customers: 9 }]

  test('have the same key, wherever they stand', () => {
    const pairs = pairs_of(['stage'], first, second)
    expect(pairs.map(({ key }) => key['stage'])).toEqual([1, 2, 3])
    expect(pairs[1]?.second).toEqual({ stage: 2, customers: 30 })
    expect([pairs[0]?.second, pairs[2]?.first]).toEqual([null, null])
  })
  test('of two periods are those at the same place', () => {
    const pairs = pairs_of(['month'], months('2026'), months('2025'), true)
    expect(pairs.map(({ second: other }) => other?.['month'])).toEqual(['2025-01', '2025-02'])
    const [by_month, by_stage] = [result([column('month', 'month')]), result([column('stage', 'integer')])]
    expect(rows_by_position('period', ['month'], by_month, by_month)).toBe(true)
    expect(rows_by_position('source', ['month'], by_month, by_month)).toBe(false)
    expect(rows_by_position('period', ['stage'], by_stage, by_stage)).toBe(false)
  })
  test('of groups are those of the same name, unless the groups are what is compared', () => {
    const [one, other] = [grouped('source', [{ group: 'a' }]), grouped('source', [{ group: 'b' }])]
    expect(rows_by_position('source', ['group'], one, other)).toBe(true)
    expect(rows_by_position('payment_method', ['group'], one, other)).toBe(false)
    expect(rows_by_position('source', ['group'], grouped('source', [{ group: 'a' }, { group: 'b' }]), other)).toBe(false)
    expect(rows_by_position('period', ['group'], grouped('month', []), grouped('month', []))).toBe(true)
    expect(rows_by_position('period', ['group'], one, other)).toBe(false)
  })
})

describe('keys', () => {
  const columns = [column('source', 'text'), column('days', 'integer', 'days'), column('customers', 'integer', 'customers'), column('round', 'integer')]
  test('are what names a cell', () => {
    expect(key_columns({ cell_columns: ['days'] } as unknown as Descriptor, result(columns))).toEqual(['days'])
  })
  test('else what stands before the first figure', () => {
    expect(key_columns({ cell_columns: [] } as unknown as Descriptor, result(columns))).toEqual(['source', 'days'])
    expect(measures_of(['source', 'days'], result(columns)).map(({ name }) => name)).toEqual(['customers', 'round'])
  })
  test('as few as tell the rows apart', () => {
    const stock = [column('product', 'text'), column('counted_on', 'day'), column('on_hand', 'integer', 'pieces')]
    const keys = (rows: Row[]) => key_columns({ cell_columns: [] } as unknown as Descriptor, result(stock, rows))
    expect(keys([{ product: 'a', counted_on: '2026-11-01' }, { product: 'b', counted_on: '2026-11-02' }])).toEqual(['product'])
    expect(keys([{ product: 'a', counted_on: '2026-11-01' }, { product: 'a', counted_on: '2026-11-02' }])).toEqual(['product', 'counted_on'])
  })
  test('the ends of an interval are no figures of their own', () => {
    expect(measures_of([], result([column('rate', 'rate'), column('rate_low', 'rate'), column('rate_high', 'rate')])).map(({ name }) => name)).toEqual(['rate'])
  })
})

describe('differences', () => {
  test('of rates are points, of the rest amounts and percent', () => {
    expect(change_text('rate', difference_of(0.489, 0.461), style)).toBe('+2.8 pt')
    expect(change_text('money', difference_of(90_000, 100_000), style)).toBe('−10,000 (−10.0 %)')
    expect(change_text('money', difference_of(2_121_379, 1_000_000), { ...style, in_short: true })).toBe('+112万円 (+112.1 %)')
    expect(change_text('integer', difference_of(5, 4), style)).toBe('+1 (+25.0 %)')
    expect(change_text('integer', difference_of(4, 4), style)).toBe('0')
  })
  test('from nothing there is no percent, and without a figure no difference', () => {
    expect(change_text('integer', difference_of(5, 0), style)).toBe('+5')
    expect(change_text('rate', difference_of(null, 0.5), style)).toBe('')
    expect(direction_of('rate', difference_of(null, 0.5))).toBeNull()
    expect(direction_of('rate', difference_of(0.4, 0.5))).toBe('less')
  })
  test('what is written the same has no arrow', () => {
    const nearly = difference_of(0.4701, 0.4704)
    expect(direction_of('rate', nearly)).toBe('same')
    expect(change_text('rate', nearly, style)).toBe('0.0 pt')
  })
  test('of two rates with intervals have one', () => {
    // 56 of 70 against 48 of 80, each with Wilson's interval: Newcombe (1998), method 10: 0.0524 to 0.3339
    const [first, second] = [{ rate: 0.8, rate_low: 0.6918, rate_high: 0.8773 }, { rate: 0.6, rate_low: 0.4904, rate_high: 0.7004 }]
    const ends = { low: 'rate_low', high: 'rate_high' }
    const interval = interval_of_rates(first, second, 'rate', ends)
    expect(interval?.low).toBeCloseTo(0.0524, 3)
    expect(interval?.high).toBeCloseTo(0.3339, 3)
    expect(interval_of_rates(first, { rate: 0.6 }, 'rate', ends)).toBeNull()
    expect(interval_of_rates(null, second, 'rate', ends)).toBeNull()
  })
  test('of rates are written in points', () => {
    expect([0.0281, -0.003, 0.0001, 0].map(points_text)).toEqual(['+2.8', '−0.3', '0.0', '0.0'])
  })
})
