import { expect, test } from 'vitest'
import type { Definition, ProposedStep } from '../../../client/journey_types'
import { node_of } from './edit'
import { as_chosen, steps_to_choose } from './proposal'
import { kSchema } from './schema_for_tests'

const proposed: Definition = {
  format: 1,
  nodes: [
    { id: 'delivered', kind: 'entry_event', next: 'day_3' },
    { id: 'day_3', kind: 'wait', days: 3, next: 'arrived' },
    { id: 'arrived', kind: 'send', template: '1', next: 'day_20' },
    { id: 'day_20', kind: 'wait', days: 20, next: 'remind' },
    { id: 'remind', kind: 'send', template: '2', next: 'done' },
    { id: 'done', kind: 'end' },
  ],
}
const step = (slot: string, day: number): ProposedStep => ({ slot, day, why: '', subject: '', text: '' })
const steps = [step('arrived', 7), step('remind', 24)]

test('taken as it is, nothing changes', () => {
  expect(as_chosen(proposed, kSchema, steps, steps_to_choose(steps))).toEqual(proposed)
})

test('another day moves the wait by as much: it counts from the entry, the proposal from the order', () => {
  const later = as_chosen(proposed, kSchema, steps, [{ slot: 'arrived', day: 7, kept: true }, { slot: 'remind', day: 30, kept: true }])
  expect(node_of(later, 'day_20')?.['days']).toBe(26)
  expect(node_of(later, 'day_3')?.['days']).toBe(3)
})

test('a message left out goes with its wait, and the way closes', () => {
  const without = as_chosen(proposed, kSchema, steps, [{ slot: 'arrived', day: 7, kept: false }, { slot: 'remind', day: 24, kept: true }])
  expect(without.nodes.map(({ id }) => id)).toEqual(['delivered', 'day_20', 'remind', 'done'])
  expect(node_of(without, 'delivered')?.['next']).toBe('day_20')
})
