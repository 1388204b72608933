import { expect, test } from 'vitest'
import { begin, changed, redone, undone } from './history'

test('back and forth, and a new change forgets what was undone', () => {
  let history = changed(changed(begin('a'), 'b'), 'c')
  history = undone(history)
  expect(history.present).toBe('b')
  expect(redone(history).present).toBe('c')
  history = changed(history, 'd')
  expect(history.future).toEqual([])
  expect(undone(undone(undone(history))).present).toBe('a')
})

test('letters of one field are one step', () => {
  let history = changed(begin(''), 'h', 'title')
  history = changed(history, 'he', 'title')
  history = changed(history, 'he!', 'note')
  expect(undone(history).present).toBe('he')
  expect(undone(undone(history)).present).toBe('')
})

test('the same field after an undo is a step of its own', () => {
  const history = changed(undone(changed(begin('a'), 'b', 'title')), 'c', 'title')
  expect(undone(history).present).toBe('a')
})

test('no change is no step', () => {
  const history = begin('a')
  expect(changed(history, 'a')).toBe(history)
  expect(undone(history)).toBe(history)
  expect(redone(history)).toBe(history)
})
