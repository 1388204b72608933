import { expect, test } from 'vitest'
import { ApiError } from '../../client/http'
import { cell_list, is_no_condition } from './cell_list'

const error = (key: string) => new ApiError(400, { kind: 'usage', key, message: '', arguments: {} })

test('a question is taken apart into arguments, cell and part', () => {
  expect(cell_list('届いていない方', 'order_to_cash', { as_of: '2026-11-22', product: '', 'cell.group': '-', part: 'pending', horizon: 12 })).toEqual({
    name: '届いていない方', analysis: 'order_to_cash', arguments: { as_of: '2026-11-22', horizon: '12' }, cell: { group: '-' }, part: 'pending',
  })
})

test('only a cell that is no condition is kept as a list', () => {
  expect(is_no_condition(error('segment.filter_without_condition'))).toBe(true)
  expect(is_no_condition(error('analysis.cell_bad_value'))).toBe(false)
  expect(is_no_condition(new Error('offline'))).toBe(false)
})
