import { expect, test } from 'vitest'
import { ranked_rows } from './model'

test('most stands first, and what is not known has no rank', () => {
  const rows = [{ product: 'a', margin: 5 }, { product: 'b', margin: null }, { product: 'c', margin: 9 }, { product: 'd', margin: -1 }]
  expect(ranked_rows(rows, 'margin', 2).map(({ product }) => product)).toEqual(['c', 'a'])
  expect(ranked_rows(rows, 'margin', 9).map(({ product }) => product)).toEqual(['c', 'a', 'd'])
})
