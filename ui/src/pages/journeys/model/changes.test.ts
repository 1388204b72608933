import { expect, test } from 'vitest'
import type { Definition } from '../../../client/journey_types'
import { changes_between, titles_of } from './changes'
import { kSchema } from './schema_for_tests'

const running: Definition = {
  format: 1,
  goal: { condition: 'a', days: 30 },
  nodes: [
    { id: 'in', kind: 'entry_event', event: 'delivered', next: 'w' },
    { id: 'w', kind: 'wait', days: 3, next: 'mail', position: { x: 0, y: 0 } },
    { id: 'mail', kind: 'send', template: '7', next: 'done' },
    { id: 'done', kind: 'end' },
  ],
}

const fork = (condition: string): Definition => ({ format: 1, nodes: [{ id: 'f', kind: 'branch', branches: [{ condition, next: 'x' }] }] })

test('nothing differs when only the order of members or places on the canvas do', () => {
  const draft: Definition = {
    goal: { days: 30, condition: 'a' }, format: 1,
    nodes: running.nodes.map((node) => (node.id === 'w' ? { next: 'mail', position: { x: 80, y: 9 }, days: 3, kind: 'wait', id: 'w' } : node)),
  }
  expect(changes_between(running, draft)).toEqual({ steps: [], settings: [] })
})

test('steps put in, taken out and changed are told with what differs', () => {
  const draft: Definition = {
    format: 1, goal: { condition: 'a', days: 60 }, priority: 70,
    nodes: [
      { id: 'in', kind: 'entry_event', event: 'delivered', next: 'w' },
      { id: 'w', kind: 'wait', days: 5, label: '一息', next: 'task' },
      { id: 'task', kind: 'task', title: '電話', next: 'done' },
      { id: 'done', kind: 'end' },
    ],
  }
  expect(changes_between(running, draft)).toEqual({
    steps: [
      { id: 'w', kind: 'changed', fields: ['days', 'next', 'label'] },
      { id: 'task', kind: 'added', fields: [] },
      { id: 'mail', kind: 'removed', fields: [] },
    ],
    settings: ['goal', 'priority'],
  })
})

test('lists are compared item by item', () => {
  expect(changes_between(fork('a'), fork('a')).steps).toEqual([])
  expect(changes_between(fork('a'), fork('b')).steps).toEqual([{ id: 'f', kind: 'changed', fields: ['branches'] }])
})

test('members have the titles of the schema, ways out one name', () => {
  const own = { label: '呼び名', way: '行き先' }
  expect(titles_of(['branches', 'otherwise', 'label', 'later'], kSchema.nodes['branch']!.fields, own)).toEqual(['branches', '行き先', '呼び名', 'later'])
  expect(titles_of(['next', 'days', 'next'], kSchema.nodes['wait']!.fields, own)).toEqual(['行き先', 'days'])
})
