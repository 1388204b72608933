import { expect, test } from 'vitest'
import type { Descriptor, Summary } from '../client/types'
import { comparable, first_values } from './comparable'

const descriptor = { parameters: ['as_of', 'from', 'to', 'source', 'product'].map((name) => ({ name })) } as unknown as Descriptor
const summary = { first_day: '2024-03-01', as_of: '2026-11-22', sources: ['検索', '広告'] } as unknown as Summary

test('what has no other value cannot be compared', () => {
  expect(comparable(descriptor, summary)).toEqual(['as_of', 'period', 'source'])
  expect(comparable({ parameters: [{ name: 'as_of' }] } as unknown as Descriptor, summary)).toEqual(['as_of'])
})

test('the first other value is a year before, within what the shop knows', () => {
  expect(first_values('as_of', summary, {})).toEqual({ as_of: '2025-11-22' })
  expect(first_values('as_of', summary, { as_of: '2024-06-01' })).toEqual({ as_of: '2024-03-01' })
  expect(first_values('period', summary, { from: '2026-01-01', to: '2026-06-30' })).toEqual({ from: '2025-01-01', to: '2025-06-30' })
  expect(first_values('period', summary, {})).toEqual({ to: '2025-11-22' })
})

test('another name than the chosen one', () => {
  expect(first_values('source', summary, { source: '検索' })).toEqual({ source: '広告' })
  expect(first_values('source', summary, {})).toEqual({ source: '検索' })
})
