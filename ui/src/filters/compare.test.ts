import { describe, expect, test } from 'vitest'
import { compared_of, comparison, second_search, share_nobody } from './compare'
import { common_of, parse_search, question_of, with_values } from './search'

describe('two questions in one address', () => {
  const search = parse_search('?as_of=2026-11-22&source=検索&window_days=180&vs=source&vs.source=広告')

  test('the first is what it is without the second', () => {
    expect(question_of(search)).toEqual({ as_of: '2026-11-22', source: '検索', window_days: '180' })
  })
  test('the second differs in one filter only', () => {
    expect(second_search(search, 'source')).toEqual({ as_of: '2026-11-22', source: '広告', window_days: '180' })
  })
  test('without another value it has none', () => {
    expect(second_search(with_values(search, { 'vs.source': null }), 'source')).toEqual({ as_of: '2026-11-22', window_days: '180' })
  })
  test('a period is compared as a whole', () => {
    const years = parse_search('?from=2026-01-01&vs=period&vs.from=2025-01-01&vs.to=2025-12-31')
    expect(second_search(years, 'period')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(second_search(parse_search('?from=2026-01-01&vs=period'), 'period')).toEqual({})
  })
  test('it goes along to another analysis', () => {
    expect(common_of(search)).toEqual({ as_of: '2026-11-22', source: '検索', vs: 'source', 'vs.source': '広告' })
  })
})

test('another filter forgets the values of the one before', () => {
  const search = parse_search('?vs=source&vs.source=広告')
  const next = with_values(search, comparison('as_of', { as_of: '2025-11-22' }))
  expect(next).toEqual({ vs: 'as_of', 'vs.as_of': '2025-11-22' })
  expect(with_values(next, comparison(null))).toEqual({})
})

test('an unknown word compares nothing', () => {
  expect(compared_of(parse_search('?vs=weather'))).toBeNull()
})

test('nobody is behind both where the filters say so', () => {
  expect(share_nobody('stages', 'source', { source: '検索' }, { source: '広告' })).toBe(true)
  expect(share_nobody('products', 'source', { source: '検索' }, { source: '広告' })).toBe(false) // who buys by both
  expect(share_nobody('retention', 'source', { source: '検索', unit: 'customer' }, { source: '広告', unit: 'customer' })).toBe(false)
  expect(share_nobody('retention', 'source', { source: '検索' }, { source: '広告' })).toBe(true)
  expect(share_nobody('stages', 'source', {}, { source: '広告' })).toBe(false)
  expect(share_nobody('stages', 'payment_method', { payment_method: 'a' }, { payment_method: 'a' })).toBe(false)
  expect(share_nobody('stages', 'product', { product: 'a' }, { product: 'b' })).toBe(false) // an order holds both
  expect(share_nobody('stages', 'as_of', { as_of: '2026-11-22' }, { as_of: '2025-11-22' })).toBe(false)
  expect(share_nobody('stages', 'period', { from: '2026-01-01', to: '2026-06-30' }, { from: '2025-01-01', to: '2025-06-30' })).toBe(true)
  expect(share_nobody('stages', 'period', { from: '2026-01-01' }, { to: '2025-12-31' })).toBe(true)
  expect(share_nobody('stages', 'period', { from: '2026-01-01' }, { to: '2026-01-01' })).toBe(false)
  expect(share_nobody('stages', 'period', {}, { to: '2025-12-31' })).toBe(false)
})
