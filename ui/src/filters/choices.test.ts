import { expect, test } from 'vitest'
import type { Summary } from '../client/types'
import { choices_of, with_chosen } from './choices'

const summary = { sources: ['検索'], products: [{ code: 'MAIN', name: '美容液' }, { code: 'X', name: '' }] } as unknown as Summary

test('a product is chosen by its code and known by its name', () => {
  expect(choices_of('product', summary)).toEqual([{ value: 'MAIN', label: '美容液 (MAIN)' }, { value: 'X', label: 'X' }])
})

test('where the shop has none there is nothing to choose', () => {
  expect(choices_of('payment_method', summary)).toEqual([])
})

test('what the URL names is a choice even when it is not listed', () => {
  const choices = choices_of('source', summary)
  expect(with_chosen(choices, '雑誌').map(({ value }) => value)).toEqual(['検索', '雑誌'])
  expect(with_chosen(choices, '検索')).toEqual(choices)
  expect(with_chosen(choices, undefined)).toEqual(choices)
})
