import { describe, expect, test } from 'vitest'
import type { ConditionForm } from '../client/segment_types'
import { new_group, new_leaf, part_at, read_form, write_form, type Group } from './draft'
import { kBook } from './fields_for_tests'

const forms: Record<string, ConditionForm> = {
  'one question': { and: [{ field: 'stage', op: '=', value: 2 }] },
  'groups in groups': {
    and: [{ field: 'stage', op: '>=', value: 2 }, { or: [{ field: 'has_mail' }, { field: 'consent', arguments: { channel: 'mail' }, op: '=', value: 'given' }] }],
  },
  'what is counted': {
    or: [{ field: 'purchases', where: { and: [{ field: 'product', op: 'in', values: ['A-100', 'B 200'] }, { field: 'number', op: 'between', values: [2, 5] }] }, window: { last_days: 90 }, op: '>=', value: 3 }],
  },
  'not, of a question and of a group': { and: [{ not: { field: 'has_mail' } }, { not: { or: [{ field: 'stage', op: '=', value: 1 }, { field: 'stage', op: '=', value: 2 }] } }] },
  'not not': { and: [{ not: { and: [{ not: { field: 'has_mail' } }] } }] },
  'a day in a window': { and: [{ field: 'first_purchase', window: { between_days_ago: [30, 60] } }] },
  'dates open at one end': { and: [{ field: 'purchases', window: { from: '2026-04-01' } }, { field: 'purchases', window: { more_than_days_ago: 365 }, op: '<', value: 2 }] },
  'decimals digit by digit': { and: [{ field: 'net_sales', op: '>', value: '1234.50' }] },
  'what is not known': { and: [{ field: 'prefecture', op: 'is_unknown' }] },
}

describe('a form becomes a draft and the same form again', () => {
  for (const [name, form] of Object.entries(forms)) {
    test(name, () => {
      const { form: again, missing } = write_form(read_form(form), kBook)
      expect(again).toEqual(form)
      expect(missing.size).toBe(0)
    })
  }
})

test('nothing asked is everyone', () => {
  expect(write_form(new_group(), kBook).form).toEqual({ field: 'everyone' })
  expect(read_form({ field: 'everyone' }).parts).toEqual([])
  expect(write_form(new_group('and', [new_group('or')]), kBook).form).toEqual({ field: 'everyone' })
  expect(write_form(read_form({ not: { field: 'everyone' } }), kBook).form).toEqual({ and: [{ not: { field: 'everyone' } }] })
})

// Which questions of the form ask nothing yet.
function half(form: ConditionForm): number[] {
  const root = read_form(form)
  return [...write_form(root, kBook).missing].map((key) => root.parts.findIndex((part) => part.key === key))
}

test('questions that ask nothing yet are told by their keys', () => {
  expect(half({ and: [{ field: 'has_mail' }, { field: 'stage', op: '=' }] })).toEqual([1])
  expect(half({ and: [{ field: 'stage' }] })).toEqual([0])
  expect(half({ and: [{ field: 'net_sales', window: { last_days: 30 } }] })).toEqual([])
  expect(half({ and: [{ field: 'stage', op: 'between', values: ['1', ''] }] })).toEqual([0])
  expect(half({ and: [{ field: 'prefecture', op: 'in', values: [] }] })).toEqual([0])
  expect(half({ and: [{ field: 'consent', op: '=', value: 'given' }] })).toEqual([0])
  expect(half({ and: [{ field: 'no_such_field', op: '=', value: 1 }] })).toEqual([0])
  expect(write_form(new_group('and', [new_leaf()]), kBook).missing.size).toBe(1)
  const window = read_form({ and: [{ field: 'purchases' }] })
  const leaf = window.parts[0]
  if (leaf?.kind !== 'leaf') throw new Error('a question was read')
  const with_half: Group = { ...window, parts: [{ ...leaf, window: { kind: 'between_days_ago', first: '30', second: '' } }] }
  expect(write_form(with_half, kBook).missing.size).toBe(1)
})

test('an error finds the part it is about', () => {
  const root = read_form({
    and: [{ field: 'stage', op: '=', value: 2 }, { not: { field: 'purchases', where: { and: [{ field: 'number', op: '=', value: 0 }] }, op: '>=', value: 1 } }],
  })
  const { places } = write_form(root, kBook)
  const [stage, purchases] = root.parts
  if (purchases?.kind !== 'leaf') throw new Error('a question was read')
  expect(part_at(places, 'and[0].value')).toBe(stage?.key)
  expect(part_at(places, 'and[1].not.where.and[0].values[1]')).toBe(purchases.where?.parts[0]?.key)
  expect(part_at(places, 'and[1].not.window.last_days')).toBe(purchases.key)
  expect(part_at(places, 'and[7]')).toBe(root.key)
  expect(part_at(places, '')).toBe(root.key)
})
