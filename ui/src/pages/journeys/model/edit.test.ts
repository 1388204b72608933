import { describe, expect, test } from 'vitest'
import type { Definition } from '../../../client/journey_types'
import { connect, insert_node, may_connect, move_nodes, node_of, remove_node, set_field } from './edit'
import { kRow } from './layout'
import { exits_of, in_walking_order } from './exits'
import { kSchema } from './schema_for_tests'
import { steps_of, value_at, with_value } from './path'

const straight: Definition = {
  format: 1,
  nodes: [
    { id: 'in', kind: 'entry_event', event: 'delivered', next: 'hello', position: { x: 0, y: 0 } },
    { id: 'hello', kind: 'send', channel: 'mail', template: '1', next: 'done', position: { x: 0, y: kRow } },
    { id: 'done', kind: 'end', position: { x: 0, y: 2 * kRow } },
  ],
}

const targets = (definition: Definition, id: string) => {
  const node = node_of(definition, id)!
  return exits_of(node, kSchema.nodes[node.kind]).map(({ path, to }) => `${path} -> ${to}`)
}

describe('paths', () => {
  test('read and write as the server names them', () => {
    expect(steps_of('branches[1].next')).toEqual(['branches', 1, 'next'])
    const value = { branches: [{ next: 'a' }, { next: 'b' }] }
    expect(value_at(value, 'branches[1].next')).toBe('b')
    expect(with_value(value, 'branches[0].next', 'c')).toEqual({ branches: [{ next: 'c' }, { next: 'b' }] })
    expect(with_value(value, 'branches[0]', undefined)).toEqual({ branches: [{ next: 'b' }] })
    expect(value).toEqual({ branches: [{ next: 'a' }, { next: 'b' }] })
  })

  test('what lies on the way is made, what is taken away is gone', () => {
    expect(with_value({}, 'goal.days', 30)).toEqual({ goal: { days: 30 } })
    expect(with_value({ goal: { days: 30 } }, 'goal', undefined)).toEqual({})
  })
})

describe('a node put into a way', () => {
  test('leads on to where the way led', () => {
    const { definition, id } = insert_node(straight, kSchema, 'wait', { node: 'in', path: 'next' })
    expect(id).toBe('wait_1')
    expect(targets(definition, 'in')).toEqual(['next -> wait_1'])
    expect(targets(definition, 'wait_1')).toEqual(['next -> hello'])
    expect(definition.nodes.map((node) => node.id)).toEqual(['in', 'wait_1', 'hello', 'done'])
  })

  test('with several exits all of them lead on, and percents make a hundred', () => {
    const branched = insert_node(straight, kSchema, 'branch', { node: 'in', path: 'next' })
    expect(targets(branched.definition, branched.id)).toEqual(['branches[0].next -> hello', 'otherwise -> hello'])
    const split = insert_node(straight, kSchema, 'split', { node: 'hello', path: 'next' })
    expect(targets(split.definition, split.id)).toEqual(['arms[0].next -> done', 'arms[1].next -> done'])
    expect(value_at(node_of(split.definition, split.id), 'arms')).toMatchObject([{ name: 'A', percent: 50 }, { name: 'B', percent: 50 }])
  })

  test('has room: what stands lower moves down', () => {
    const { definition, id } = insert_node(straight, kSchema, 'wait', { node: 'in', path: 'next' })
    expect(node_of(definition, id)?.['position']).toEqual({ x: 0, y: kRow })
    expect(node_of(definition, 'hello')?.['position']).toEqual({ x: 0, y: 2 * kRow })
  })

  test('never takes an id that is there', () => {
    const once = insert_node(straight, kSchema, 'wait', { node: 'in', path: 'next' })
    expect(insert_node(once.definition, kSchema, 'wait', { node: 'in', path: 'next' }).id).toBe('wait_2')
  })
})

test('a node that is taken out closes its gap', () => {
  const without = remove_node(straight, kSchema, 'hello')
  expect(targets(without, 'in')).toEqual(['next -> done'])
  expect(targets(remove_node(without, kSchema, 'done'), 'in')).toEqual(['next -> '])
  expect(straight.nodes).toHaveLength(3)
})

test('nothing leads to itself or into an entry', () => {
  expect(may_connect(straight, 'hello', 'hello')).toBe(false)
  expect(may_connect(straight, 'hello', 'in')).toBe(false)
  expect(may_connect(straight, 'hello', 'nowhere')).toBe(false)
  expect(may_connect(straight, 'in', 'done')).toBe(true)
  expect(targets(connect(straight, { node: 'in', path: 'next' }, 'done'), 'in')).toEqual(['next -> done'])
})

test('a field of a node, and of the journey itself', () => {
  expect(node_of(set_field(straight, 'hello', 'template', '7'), 'hello')?.['template']).toBe('7')
  expect(set_field(straight, '', 'stop.products', ['A'])['stop']).toEqual({ products: ['A'] })
})

test('moving touches nothing but places', () => {
  const moved = move_nodes(straight, { hello: { x: 10.4, y: 99.6 } })
  expect(node_of(moved, 'hello')).toEqual({ ...straight.nodes[1], position: { x: 10, y: 100 } })
  expect(node_of(moved, 'in')).toBe(straight.nodes[0])
})

test('the walking order begins at the entry and ends at the end', () => {
  const mixed: Definition = { format: 1, nodes: [straight.nodes[2]!, straight.nodes[1]!, straight.nodes[0]!, { id: 'alone', kind: 'wait' }] }
  expect(in_walking_order(mixed, kSchema).map(({ id }) => id)).toEqual(['in', 'hello', 'alone', 'done'])
})
