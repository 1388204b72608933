// A definition as React Flow draws it.
import type { Edge, Node } from '@xyflow/react'
import type { Definition, JourneyNode, JourneyNumbers, JourneyProblem, JourneySchema, NodeNumbers } from '../../../client/journey_types'
import { format_count, format_rate } from '../../../kit/format'
import { exits_of, is_entry, type Exit } from '../model/exits'
import { held_out_permille } from '../model/holdout'
import { kNodeHeight, kNodeWidth, type Point } from '../model/layout'
import { exit_words, kind_title, node_name, node_sentence, type WordsOfJourney } from '../model/words'

export type StepData = {
  node: JourneyNode
  title: string
  label: string
  sentence: string
  exits: Exit[]
  problems: number
  waiting: number | null
  passed: number | null
  has_entry: boolean // no way leads in
  held_out: string // how many are compared without, of an entry; or nothing
  brought: string // what was sent and what came of it, in short; or nothing
}
export type StepFlowNode = Node<StepData, 'step'>

export type WayData = { from: string; path: string; words: string; after: string; count: number | null; beside_others: boolean }
export type WayFlowEdge = Edge<WayData, 'way'>

export interface Drawn {
  definition: Definition
  schema: JourneySchema
  places: Record<string, Point>
  words: WordsOfJourney
  problems: readonly JourneyProblem[]
  numbers: JourneyNumbers | undefined
  read_only: boolean
}

function held_out(definition: Definition, { text }: WordsOfJourney): string {
  const permille = held_out_permille(definition)
  return permille > 0 ? text.journeys.sentences.holdout(format_rate(permille / 1_000)) : ''
}

function brought(told: NodeNumbers | undefined, { text }: WordsOfJourney): string {
  if (!told || told.sent === 0) return ''
  const whole = (n: number) => format_rate(n / told.sent, 0)
  return text.journeys.numbers.brought(format_count(told.sent), whole(told.opened), whole(told.clicked))
}

// Handles from left to right as what they lead to stands, so that ways do not cross.
function side_by_side(exits: readonly Exit[], places: Record<string, Point>): Exit[] {
  return exits.toSorted((a, b) => (places[a.to]?.x ?? 0) - (places[b.to]?.x ?? 0))
}

export function flow_nodes({ definition, schema, places, words, problems, numbers, read_only }: Drawn): StepFlowNode[] {
  return definition.nodes.map((node) => {
    const found = problems.filter((problem) => problem.node === node.id).length
    const sentence = node_sentence(node, words)
    const title = kind_title(node.kind, schema)
    return {
      id: node.id,
      type: 'step',
      position: places[node.id] ?? { x: 0, y: 0 },
      width: kNodeWidth,
      initialHeight: kNodeHeight,
      deletable: !read_only && !is_entry(node.kind),
      draggable: !read_only,
      connectable: !read_only,
      ariaLabel: words.text.journeys.editor.node_spoken(title, node_name(node, words), found),
      data: {
        node, title, sentence, label: typeof node['label'] === 'string' ? node['label'] : '', exits: side_by_side(exits_of(node, schema.nodes[node.kind]), places), problems: found,
        waiting: numbers?.nodes[node.id]?.waiting ?? null, passed: numbers?.nodes[node.id]?.passed ?? null, has_entry: is_entry(node.kind), held_out: is_entry(node.kind) ? held_out(definition, words) : '',
        brought: brought(numbers?.nodes[node.id], words),
      },
    }
  })
}

// How many left a node by an exit: told by path or by place. Whoever came by the entry went on; whoever passed any other
// node may have ended there.
function count_of(node: JourneyNode, exit: Exit, index: number, exits: number, numbers: JourneyNumbers | undefined): number | null {
  const told = numbers?.nodes[node.id]
  if (!told) return null
  return told.exits?.[exit.path] ?? told.exits?.[String(index)] ?? (exits === 1 && is_entry(node.kind) ? told.passed : 0)
}

export function flow_edges({ definition, schema, words, numbers, read_only }: Drawn): WayFlowEdge[] {
  const known = new Set(definition.nodes.map(({ id }) => id))
  return definition.nodes.flatMap((node) => {
    const exits = exits_of(node, schema.nodes[node.kind])
    return exits.flatMap((exit, index): WayFlowEdge[] => known.has(exit.to) ? [{
      id: `${node.id}:${exit.path}`,
      type: 'way',
      source: node.id,
      sourceHandle: exit.path,
      target: exit.to,
      deletable: !read_only,
      focusable: !read_only,
      data: {
        from: node.id, path: exit.path, words: exit_words(node, exit, words), after: node_name(node, words), count: count_of(node, exit, index, exits.length, numbers),
        beside_others: exits.some((other) => other !== exit && other.to === exit.to),
      },
    }] : [])
  })
}
