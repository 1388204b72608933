import { expect, test } from 'vitest'
import { name_of } from './names'

const names = new Map([['MAIN', '美容液'], ['EMPTY', '']])

test('products are known by their names, where the column tells of products', () => {
  expect(name_of(names, 'product', 'MAIN', {})).toBe('美容液')
  expect(name_of(names, 'group', 'MAIN', { by: 'product' })).toBe('美容液')
  expect(name_of(names, 'group', 'MAIN', { by: 'source' })).toBeNull()
  expect(name_of(names, 'source', 'MAIN', {})).toBeNull()
})

test('what has no name keeps its code', () => {
  expect(name_of(names, 'product', 'EMPTY', {})).toBeNull()
  expect(name_of(names, 'product', '_other', {})).toBeNull()
})
