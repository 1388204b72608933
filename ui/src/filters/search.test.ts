import { describe, expect, test } from 'vitest'
import { cell_of, common_of, customers_question, parse_search, question_of, stringify_search, with_cell, with_values, without_drawer } from './search'

describe('search', () => {
  const search = parse_search('?as_of=2026-11-22&window_days=180&view=table&source=%E6%A4%9C%E7%B4%A2')

  test('goes through the URL unchanged', () => {
    expect(parse_search(stringify_search(search))).toEqual(search)
    expect(stringify_search({})).toBe('')
    expect(parse_search('?customer=007')).toEqual({ customer: '007' }) // no number is made of it
  })

  test('the question leaves out what belongs to the screen', () => {
    expect(question_of(search)).toEqual({ as_of: '2026-11-22', window_days: '180', source: '検索' })
  })

  test('another analysis keeps the common filters only', () => {
    expect(common_of(search)).toEqual({ as_of: '2026-11-22', source: '検索' })
  })

  test('a cell opens the drawer and closes again without trace', () => {
    const opened = with_cell(search, { values: { stage: '2' }, part: 'gone' })
    expect(cell_of(opened)).toEqual({ values: { stage: '2' }, part: 'gone' })
    expect(customers_question(opened)).toEqual({
      as_of: '2026-11-22', window_days: '180', source: '検索', 'cell.stage': '2', part: 'gone',
    })
    expect(without_drawer(opened)).toEqual(search)
    expect(cell_of(search)).toBeNull()
  })

  test('a second cell replaces the first', () => {
    const first = with_cell(search, { values: { r: '5', f: '5', m: '1' }, part: 'x' })
    expect(customers_question(with_cell(first, { values: { r: '1' } }))).not.toHaveProperty('cell.m')
  })

  test('empty values leave the URL', () => {
    expect(with_values(search, { source: null, from: '2026-01-01' })).toEqual({
      as_of: '2026-11-22', window_days: '180', view: 'table', from: '2026-01-01',
    })
  })
})
