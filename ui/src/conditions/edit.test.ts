import { expect, test } from 'vitest'
import { new_leaf, read_form, write_form, field_of, type Leaf } from './draft'
import { changed, nested, with_added, with_field, with_operator } from './edit'
import { kBook } from './fields_for_tests'

const root = read_form({ and: [{ field: 'has_mail' }, { field: 'purchases', where: { field: 'number', op: '=', value: 1 }, op: '>=', value: 1 }] })
const form = (of: typeof root) => write_form(of, kBook).form

function leaf_of(name: string): Leaf {
  const field = field_of(kBook, 'customer', name)
  if (!field) throw new Error(name)
  return with_field(new_leaf(), field)
}

test('what is taken out is gone, and the rest stays the same object', () => {
  const [mail, purchases] = root.parts
  const less = changed(root, mail?.key ?? 0, () => null)
  expect(form(less)).toEqual({ and: [{ field: 'purchases', where: { and: [{ field: 'number', op: '=', value: 1 }] }, op: '>=', value: 1 }] })
  expect(less.parts[0]).toBe(purchases)
  expect(changed(root, 0, () => null)).toBe(root)
})

test('the last question about what is counted takes its group along', () => {
  const purchases = root.parts[1]
  if (purchases?.kind !== 'leaf') throw new Error('a question was read')
  const bare = changed(root, purchases.where?.parts[0]?.key ?? 0, () => null)
  expect(form(bare)).toEqual({ and: [{ field: 'has_mail' }, { field: 'purchases', op: '>=', value: 1 }] })
})

test('a question gets an alternative', () => {
  const [mail] = root.parts
  if (!mail) throw new Error('a question was read')
  const both = changed(root, mail.key, (part) => nested(part, 'or'))
  expect(both.parts[0]).toMatchObject({ kind: 'or', parts: [mail, { field: '' }] })
  expect(with_added(root, new_leaf()).parts).toHaveLength(3)
})

test('a chosen field asks something at once, where it can', () => {
  expect(leaf_of('has_mail')).toMatchObject({ op: '', values: [] })
  expect(leaf_of('purchases')).toMatchObject({ op: '>=', values: ['1'] })
  expect(leaf_of('first_purchase')).toMatchObject({ op: '', window: { kind: 'last_days', first: '30' } })
  expect(leaf_of('consent')).toMatchObject({ op: '=', values: ['given'], arguments: { channel: 'mail' } })
  expect(leaf_of('prefecture')).toMatchObject({ op: '=', values: [] })
})

test('values go along to another operator as far as it takes them', () => {
  const stage = field_of(kBook, 'customer', 'stage')
  const day = field_of(kBook, 'customer', 'first_purchase')
  if (!stage || !day) throw new Error('fields')
  const leaf: Leaf = { ...leaf_of('stage'), op: 'between', values: ['2', '5'] }
  expect(with_operator(leaf, '>=', stage).values).toEqual(['2'])
  expect(with_operator(leaf, 'in', stage).values).toEqual(['2', '5'])
  expect(with_operator(leaf_of('first_purchase'), '>=', day).window).toBeNull()
  expect(with_operator(with_operator(leaf_of('first_purchase'), '>=', day), '', day).window?.kind).toBe('last_days')
})
