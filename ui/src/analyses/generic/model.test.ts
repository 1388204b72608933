import { describe, expect, test } from 'vitest'
import type { Column, Descriptor, Result, Row } from '../../client/types'
import { drawn_of, interval_columns, is_unfinished, plan_of } from './model'

const column = (name: string, type: Column['type'], unit = ''): Column => ({ name, type, unit, title: name })
const month = column('month', 'month')
const source = column('source', 'text')
const customers = column('customers', 'integer', 'customers')
const rate = column('rate', 'rate')
const result = (columns: Column[], rows: Row[]) => ({ columns, rows }) as unknown as Result
const descriptor = (chart: string, cell_columns: string[] = []) => ({ chart, cell_columns }) as unknown as Descriptor

describe('the shape of a drawing', () => {
  const rows = [{ month: '2026-10', source: 'a', customers: 3, rate: 0.5 }, { month: '2026-11', source: 'b', customers: 4, rate: null }]
  test('one name is an axis, two are an axis and series', () => {
    const one = plan_of(descriptor('bars'), result([month, customers, rate], rows))
    expect([one.shape, one.across?.name, one.groups, one.measures.map(({ name }) => name)]).toEqual(['bars', 'month', null, ['customers', 'rate']])
    const two = plan_of(descriptor('line', ['source', 'month']), result([source, month, rate], rows))
    expect([two.shape, two.across?.name, two.groups?.name]).toEqual(['line', 'month', 'source'])
  })
  test('a name that is the same in all rows is none', () => {
    const ungrouped = [{ source: null, month: '2026-10', rate: 0.1 }, { source: null, month: '2026-11', rate: 0.2 }]
    const plan = plan_of(descriptor('bars', ['source', 'month']), result([source, month, rate], ungrouped))
    expect([plan.across?.name, plan.groups, plan.measures.map(({ name }) => name)]).toEqual(['month', null, ['rate']])
  })
  test('two names of many values each are a matrix', () => {
    const many = Array.from({ length: 7 }, (_, i) => ({ month: `2026-0${i + 1}`, source: `s${i}`, rate: 0.1 }))
    expect(plan_of(descriptor('bars', ['source', 'month']), result([source, month, rate], many)).shape).toBe('matrix')
    expect(plan_of(descriptor('matrix', ['source', 'month']), result([source, month, rate], rows)).shape).toBe('matrix')
  })
  test('a list and what has nothing to measure stay tables, one row of figures is told in figures', () => {
    expect(plan_of(descriptor('list'), result([month, customers], rows)).shape).toBe('table')
    expect(plan_of(descriptor('bars'), result([month, source], rows)).shape).toBe('table')
    expect(plan_of(descriptor('bars'), result([customers, rate], [{ customers: 1, rate: 1 }])).shape).toBe('figures')
    expect(plan_of(descriptor('bars'), result([source, customers], [{ source: null, customers: 1 }])).shape).toBe('figures')
  })
})

test('what a group has no row for is a hole, not a zero', () => {
  const told = [{ month: '2026-10', source: 'a', customers: 3 }, { month: '2026-11', source: 'b', customers: 4 }]
  const plan = plan_of(descriptor('bars', ['source', 'month']), result([source, month, customers], told))
  const { places, series } = drawn_of(plan, told)
  expect(places).toHaveLength(2)
  expect(series.map(({ rows }) => rows.map((row) => row?.['customers'] ?? null))).toEqual([[3, null], [null, 4]])
})

test('unfinished is what says so', () => {
  expect(is_unfinished({ complete: false })).toBe(true)
  expect(is_unfinished({ complete: true })).toBe(false)
  expect(is_unfinished({ customers: 1 })).toBe(false)
  expect(is_unfinished(null)).toBe(false)
})

test('the interval of a rate is no measure of its own', () => {
  const columns = [month, rate, column('rate_low', 'rate'), column('rate_high', 'rate')]
  expect(plan_of(descriptor('bars'), result(columns, [])).measures.map(({ name }) => name)).toEqual(['rate'])
  expect(interval_columns(rate, columns)).toEqual({ low: 'rate_low', high: 'rate_high' })
  expect(interval_columns(column('retention_rate', 'rate'), [column('retention_low', 'rate'), column('retention_high', 'rate')])).toEqual({ low: 'retention_low', high: 'retention_high' })
  expect(interval_columns(customers, columns)).toBeNull()
})
