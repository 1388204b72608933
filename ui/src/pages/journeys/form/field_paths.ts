// Which fields stand in front, and which problems belong to which of them.
import type { JourneyProblem, SchemaField } from '../../../client/journey_types'

// What a person decides about each kind; the rest is fine print that has a good default.
const kInFront: Record<string, readonly string[]> = {
  entry_event: ['event', 'condition'],
  entry_condition: ['condition'],
  wait: ['days', 'at', 'since'],
  wait_for_event: ['event', 'days'],
  send: ['channel', 'template'],
  task: ['title', 'note', 'due_days'],
  tag: ['action', 'tag'],
  journey: ['goal', 'stop', 'reentry', 'holdout_permille'],
}

export interface Sorted {
  front: SchemaField[]
  fine: SchemaField[]
}

export function sorted_fields(kind: string, fields: readonly SchemaField[]): Sorted {
  const named = kInFront[kind]
  if (!named) return { front: [...fields], fine: [] }
  const front = named.flatMap((name) => fields.filter((field) => field.name === name))
  return { front, fine: fields.filter((field) => !named.includes(field.name) && field.type !== 'edge') }
}

// Of the place itself; those further inside are told there.
export function problem_at(problems: readonly JourneyProblem[], path: string): string | undefined {
  return problems.find(({ field }) => field === path)?.message
}

export function has_problem_below(problems: readonly JourneyProblem[], path: string): boolean {
  return problems.some(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))
}

export const inner_path = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
