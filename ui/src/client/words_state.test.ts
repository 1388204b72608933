import { expect, test } from 'vitest'
import type { Template } from './message_types'
import { never_sent, sent_as_before, words_state } from './words_state'

const template = (id: string, published_at: string | null, unpublished_changes: boolean) => ({ id, published_at, unpublished_changes }) as Template

test('words nobody ever got are new, whatever they differ from', () => {
  expect(words_state({ published_at: null, unpublished_changes: true })).toBe('new')
  expect(words_state({ published_at: '2026-11-22T00:00:00Z', unpublished_changes: true })).toBe('changed')
  expect(words_state({ published_at: '2026-11-22T00:00:00Z', unpublished_changes: false })).toBe('published')
})

test('only what is used is told about, each in its own way', () => {
  const all = [template('a', null, true), template('b', 't', true), template('c', 't', false), template('d', 't', true)]
  expect(sent_as_before(all, ['a', 'b', 'c']).map(({ id }) => id)).toEqual(['b'])
  expect(never_sent(all, ['a', 'b', 'c']).map(({ id }) => id)).toEqual(['a'])
})
