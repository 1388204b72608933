import { expect, test } from 'vitest'
import type { Definition, NodeNumbers } from '../../../client/journey_types'
import { ja } from '../../../locales/ja'
import { connect } from '../model/edit'
import { places_of } from '../model/layout'
import { kSchema } from '../model/schema_for_tests'
import type { WordsOfJourney } from '../model/words'
import { flow_edges, flow_nodes, type Drawn } from './flow'

const words: WordsOfJourney = { text: ja, schema: kSchema, condition: (condition) => (condition === 'stage = 1' ? '1回買った' : condition), template: (id) => (id === '7' ? 'お礼' : id) }
const numbers = (more: Partial<NodeNumbers>): NodeNumbers => ({ waiting: 0, passed: 0, planned: 0, sent: 0, skipped: 0, failed: 0, in_doubt: 0, opened: 0, clicked: 0, ...more })

const definition: Definition = {
  format: 1,
  holdout_permille: 200,
  nodes: [
    { id: 'in', kind: 'entry_event', event: 'delivered', condition: 'stage = 1', next: 'fork' },
    { id: 'fork', kind: 'branch', branches: [{ condition: 'stage = 1', next: 'mail' }], otherwise: 'gone' },
    { id: 'mail', kind: 'send', channel: 'mail', template: '7', next: 'done' },
    { id: 'done', kind: 'end' },
  ],
}
const drawn = (change: Partial<Drawn> = {}): Drawn => ({
  definition, schema: kSchema, places: places_of(definition, kSchema), words, problems: [], numbers: undefined, read_only: false, ...change,
})

test('every node is drawn where it stands, in words, and an entry cannot be deleted', () => {
  const nodes = flow_nodes(drawn())
  expect(nodes.map(({ id, data }) => `${id}: ${data.sentence}`)).toEqual(['in: deliveredとき（1回買った）', 'fork: 1つの条件で分ける', 'mail: mail「お礼」を送る', 'done: ここで終わります'])
  expect(nodes.map(({ deletable }) => deletable)).toEqual([false, true, true, true])
  expect(nodes[0]?.data.held_out).toContain('20.0 %')
})

test('every exit that leads somewhere is an edge, with its words; one that leads nowhere is none', () => {
  const edges = flow_edges(drawn())
  expect(edges.map(({ id, target, data }) => `${id} -> ${target} ${data?.words}`)).toEqual(['in:next -> fork ', 'fork:branches[0].next -> mail 1回買った', 'mail:next -> done '])
  const [edge] = edges.slice(1)
  const again = connect(definition, { node: edge!.data!.from, path: edge!.data!.path }, 'done')
  expect(flow_edges(drawn({ definition: again })).find(({ id }) => id === edge!.id)?.target).toBe('done')
})

test('two exits to the same place know of each other', () => {
  const both = connect(definition, { node: 'fork', path: 'otherwise' }, 'mail')
  expect(flow_edges(drawn({ definition: both })).map(({ data }) => data?.beside_others)).toEqual([false, true, true, false])
})

test('problems and people stand at their node, counts on the ways', () => {
  const told = drawn({
    problems: [{ node: 'mail', field: 'template', key: 'k', message: 'm' }, { node: '', field: '', key: 'k', message: 'm' }],
    numbers: { as_of_time: '', ends: {}, entered_today: 0, nodes: { in: numbers({ passed: 9 }), fork: numbers({ passed: 9, exits: { 'branches[0].next': 4 } }), mail: numbers({ waiting: 2 }) } },
  })
  const mail = flow_nodes(told).find(({ id }) => id === 'mail')
  expect(mail?.data).toMatchObject({ problems: 1, waiting: 2 })
  expect(mail?.ariaLabel).toContain('直すところ1')
  expect(flow_edges(told).map(({ data }) => data?.count)).toEqual([9, 4, 0])
})

test('what was sent says what came of it, in parts of what was sent; what sent nothing says nothing', () => {
  const told = drawn({ numbers: { as_of_time: '', ends: {}, entered_today: 0, nodes: { mail: numbers({ sent: 1_200, opened: 480, clicked: 60 }), in: numbers({ passed: 9 }) } } })
  expect(flow_nodes(told).map(({ data }) => data.brought)).toEqual(['', '', '1,200通 · 開封 40 % · クリック 5 %', ''])
})

test('who may only look can move and delete nothing', () => {
  const looked_at = drawn({ read_only: true })
  expect(flow_nodes(looked_at).some(({ draggable, deletable, connectable }) => draggable || deletable || connectable)).toBe(false)
  expect(flow_edges(looked_at).some(({ deletable }) => deletable)).toBe(false)
})
