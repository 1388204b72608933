import { expect, test } from 'vitest'
import { segment_condition } from './segment_condition'

test('a name cannot end the text it stands in', () => {
  expect(segment_condition('休眠')).toBe('segment = "休眠"')
  expect(segment_condition('a "b" \\')).toBe('segment = "a \\"b\\" \\\\"')
})
