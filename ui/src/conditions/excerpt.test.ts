import { expect, test } from 'vitest'
import { excerpt } from './excerpt'

test('a character with what stands around it', () => {
  expect(excerpt('stage = two', 9)).toEqual({ before: 'stage = ', here: 't', after: 'wo' })
  expect(excerpt('都道府県𠮷x', 6)).toEqual({ before: '都道府県𠮷', here: 'x', after: '' })
})

test('where the text ends, and far inside', () => {
  expect(excerpt('stage =', 8)).toEqual({ before: 'stage =', here: ' ', after: '' })
  expect(excerpt('', 1)).toEqual({ before: '', here: ' ', after: '' })
  const long = excerpt('a'.repeat(100), 50)
  expect(long.before).toBe(`…${'a'.repeat(24)}`)
  expect(long.after).toBe(`${'a'.repeat(24)}…`)
})
