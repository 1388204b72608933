import { expect, test } from 'vitest'
import { detail_words, object_of } from './audit_words'

const id = '456181275485536256'
const words = { names: { version: '版', state: '状態', caps: '上限', touches: '回数' }, values: { running: '動いています' }, yes: 'はい', no: 'いいえ' }
const entry = (action: string, object: string, detail: unknown = '') => ({ action, object, detail: typeof detail === 'string' ? detail : JSON.stringify(detail) })

test('what it was done to is a thing with its name, or words', () => {
  expect(object_of(entry('journey.publish', id, { name: 'F2へ' }))).toEqual({ kind: 'thing', resource: 'journey', id, name: 'F2へ', removed: false })
  expect(object_of(entry('journey.remove', id))).toMatchObject({ removed: true })
  expect(object_of(entry('note.remove', id, { note: id }))).toEqual({ kind: 'thing', resource: 'customer', id, name: '', removed: false })
  expect(object_of(entry('view.customer', id))).toMatchObject({ resource: 'customer' })
  expect(object_of(entry('delivery_rules.change', id))).toEqual({ kind: 'words', words: '' })
  expect(object_of(entry('session.password', 'a@tea.example'))).toEqual({ kind: 'words', words: 'a@tea.example' })
})

test('details are names with values, without bare ids and what stands beside', () => {
  expect(detail_words(entry('journey.publish', id, { name: 'F2へ', version: 1, state: 'running' }), words)).toBe('版: 1 · 状態: 動いています')
  expect(detail_words(entry('note.add', id, { note: id }), words)).toBe('')
  expect(detail_words(entry('delivery_rules.change', id, { caps: [{ touches: 3 }, { touches: 1, all: true }] }), words)).toBe('上限: 回数: 3 / 回数: 1, all: はい')
  expect(detail_words(entry('session.refused', 'a', '192.0.2.1: {'), words)).toBe('192.0.2.1: {')
  expect(detail_words(entry('session.refused', 'a', '{broken'), words)).toBe('{broken')
})
