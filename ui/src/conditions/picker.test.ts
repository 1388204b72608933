import { expect, test } from 'vitest'
import { kFields } from './fields_for_tests'
import { grouped, haystack, matches } from './picker'

const [, has_mail, stage] = kFields
const english = { ...has_mail!, title: 'Has a mail address' }

test('a field is found in either language and by parts of its name', () => {
  const hay = haystack(has_mail!, english)
  expect(matches(hay, 'メール')).toBe(true)
  expect(matches(hay, 'ｍａｉｌ ADDRESS')).toBe(true)
  expect(matches(hay, 'has_m')).toBe(true)
  expect(matches(hay, 'phone')).toBe(false)
  expect(matches(haystack(stage!, undefined), '購入 F')).toBe(true)
  expect(matches(hay, '')).toBe(true)
})

test('fields stand below the title of their group, each scope for itself', () => {
  const all = { groups: [{ name: 'purchases', title: '購入' }], fields: kFields }
  expect(grouped(all, 'order')).toEqual([{ title: '購入', fields: kFields.filter(({ scope }) => scope === 'order') }])
  expect(grouped(all, 'customer')[0]?.fields.map(({ name }) => name)).not.toContain('everyone')
  expect(grouped(all, 'touch')).toEqual([])
})
