import { expect, test } from 'vitest'
import { field_tag, read_condition, write_condition } from './condition'

test('what can be clicked together reads back as it was', () => {
  for (const [condition, is_number] of [['coupon.code', false], ['not coupon.code', false], ["prefecture = '東京都'", false], ['stage >= 2', true], ['stage != 1', true]] as const) {
    const read = read_condition(condition)
    expect(read && write_condition(read, is_number)).toBe(condition)
  }
})

test('what cannot is left as text', () => {
  for (const condition of ['stage >= 2 and not coupon.code', 'a or b', '(stage = 1)', '']) expect(read_condition(condition)).toBeNull()
})

test('a quote in a value or a fallback cannot end it', () => {
  expect(write_condition({ field: 'name', comparison: '=', value: "O'Neil" }, false)).toBe("name = 'O’Neil'")
  expect(field_tag('customer.last_name', "it's")).toBe("{{customer.last_name | 'it’s'}}")
  expect(field_tag('stage', '')).toBe('{{stage}}')
})
