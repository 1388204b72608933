import { expect, test } from 'vitest'
import type { Descriptor, Parameter } from '../client/types'
import { ja } from '../locales/ja'
import { bounds_text, changed_count, complaint, normalise_integer, own_parameters } from './parameters'

const window_days: Parameter = {
  name: 'window_days', title: '', description: '', type: 'integer', default: 365, minimum: 1, maximum: 3650,
}
const as_of: Parameter = { name: 'as_of', title: '', description: '', type: 'day', default: null }
const descriptor = { parameters: [as_of, window_days] } as unknown as Descriptor

test('the bar has its own place for as-of', () => {
  expect(own_parameters(descriptor)).toEqual([window_days])
})

test('a value equal to the default is no change', () => {
  expect(changed_count(descriptor, { window_days: '365' })).toBe(0)
  expect(changed_count(descriptor, { window_days: '180' })).toBe(1)
})

test('typed numbers are taken as people type them', () => {
  expect(normalise_integer('１，２００')).toBe('1200')
  expect(complaint(window_days, '1200', ja)).toBeUndefined()
  expect(complaint(window_days, '0', ja)).toBe('1〜3,650')
  expect(complaint(window_days, '3.5', ja)).toBe(ja.filters.not_a_number)
  expect(bounds_text({ ...window_days, maximum: undefined } as unknown as Parameter, ja)).toBe('1以上')
})
