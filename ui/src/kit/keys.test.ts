// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { is_typing, match_combo } from './keys'

const combos = ['t', '?', 'g n', 'g i']

test('single keys and sequences', () => {
  expect(match_combo(combos, '', 't')).toEqual({ hit: 't', pending: '' })
  expect(match_combo(combos, '', 'g')).toEqual({ hit: null, pending: 'g' })
  expect(match_combo(combos, 'g', 'n')).toEqual({ hit: 'g n', pending: '' })
  expect(match_combo(combos, 'g', 'x')).toEqual({ hit: null, pending: '' })
  expect(match_combo(combos, 'g', 't')).toEqual({ hit: 't', pending: '' })
})

test('typing in a field is no shortcut, ticking a box is none', () => {
  const field = document.createElement('input')
  expect(is_typing(field)).toBe(true)
  field.type = 'checkbox'
  expect(is_typing(field)).toBe(false)
  expect(is_typing(document.body)).toBe(false)
})
