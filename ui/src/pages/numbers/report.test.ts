import { expect, test } from 'vitest'
import { first_month, report_months, report_query } from './report'

test('months go back to the first order, at most three years', () => {
  expect(report_months({ first_day: '2026-08-31', as_of: '2026-11-22' })).toEqual(['2026-11', '2026-10', '2026-09', '2026-08'])
  expect(report_months({ first_day: '2001-01-01', as_of: '2026-11-22' })).toHaveLength(36)
  expect(report_months({ first_day: null, as_of: null })).toEqual([])
})

test('the last full month is offered first, or the one there is', () => {
  expect(first_month(['2026-11', '2026-10'], '2026-11-22')).toBe('2026-10')
  expect(first_month(['2026-11', '2026-10'], '2026-11-30')).toBe('2026-11')
  expect(first_month(['2026-11'], '2026-11-22')).toBe('2026-11')
  expect(first_month([], '2026-11-22')).toBe('')
})

test('a report is narrowed as the screen is, and as of its day where that lies in the month', () => {
  const search = { as_of: '2026-10-15', source: '検索広告', view: 'table', from: '2026-01-01' }
  expect(report_query(search, '2026-10')).toEqual({ as_of: '2026-10-15', source: '検索広告', payment_method: undefined, product: undefined })
  expect(report_query(search, '2026-09')).toMatchObject({ as_of: undefined })
})
