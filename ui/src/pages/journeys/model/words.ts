// A node as a sentence: "届くまで3日待つ". Words come from the schema (events, choices) and from the locale.
import type { JourneyNode, JourneySchema, Json, NamedTitle } from '../../../client/journey_types'
import type { Texts } from '../../../locales'
import { exits_of, type Exit } from './exits'
import { value_at } from './path'

export interface WordsOfJourney {
  text: Texts
  schema: JourneySchema
  condition: (condition: string) => string // in words where they are known
  template: (id: string) => string // its name
}

const text_of = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const number_of = (value: Json | undefined, otherwise = 0): number => (typeof value === 'number' ? value : otherwise)

export function title_of(choices: readonly NamedTitle[] | undefined, name: string): string {
  return choices?.find((one) => one.name === name)?.title ?? name
}

export function kind_title(kind: string, schema: JourneySchema): string {
  return schema.nodes[kind]?.title ?? kind
}

function choice_title(node: JourneyNode, field: string, schema: JourneySchema): string {
  const choices = schema.nodes[node.kind]?.fields.find(({ name }) => name === field)?.choices
  return title_of(choices, text_of(node[field]))
}

const span_of = (node: JourneyNode) => ({ days: number_of(node['days']), hours: number_of(node['hours']), minutes: number_of(node['minutes']) })

function arms_of(node: JourneyNode, text: Texts): string {
  const arms = Array.isArray(node['arms']) ? node['arms'] : []
  return arms.map((arm) => text.journeys.sentences.arm(text_of(value_at(arm, 'name')), number_of(value_at(arm, 'percent')))).join('・')
}

type Sentence = (node: JourneyNode, words: WordsOfJourney) => string

const kSentences: Record<string, Sentence> = {
  entry_event: (node, { text, schema, condition }) =>
    text.journeys.sentences.entry_event(title_of(schema.events, text_of(node['event'])), condition(text_of(node['condition']))),
  entry_condition: (node, { text, condition }) => text.journeys.sentences.entry_condition(condition(text_of(node['condition']))),
  wait: (node, { text }) =>
    text.journeys.sentences.wait({
      ...span_of(node), at: text_of(node['at']), since_entry: node['since'] === 'entry', plus_fact: text_of(node['plus_fact']),
    }),
  wait_for_event: (node, { text, schema }) =>
    text.journeys.sentences.wait_for_event(title_of(schema.events, text_of(node['event'])), text.journeys.sentences.span(span_of(node))),
  branch: (node, { text }) => text.journeys.sentences.branch(Array.isArray(node['branches']) ? node['branches'].length : 0),
  split: (node, { text }) => text.journeys.sentences.split(arms_of(node, text)),
  send: (node, { text, schema, template }) => text.journeys.sentences.send(choice_title(node, 'channel', schema), template(text_of(node['template']))),
  task: (node, { text }) => text.journeys.sentences.task(text_of(node['title']), number_of(node['due_days'], 3)),
  tag: (node, { text }) => {
    const say = node['action'] === 'remove' ? text.journeys.sentences.tag_remove : text.journeys.sentences.tag_add
    return say(text_of(node['tag']))
  },
  end: (_, { text }) => text.journeys.sentences.end,
}

export function node_sentence(node: JourneyNode, words: WordsOfJourney): string {
  return kSentences[node.kind]?.(node, words) ?? ''
}

// What people call it: their own word, else what it does.
export function node_name(node: JourneyNode, words: WordsOfJourney): string {
  return text_of(node['label']) || node_sentence(node, words) || kind_title(node.kind, words.schema)
}

// What stands on the way out; nothing where there is only one.
export function exit_words(node: JourneyNode, exit: Exit, words: WordsOfJourney): string {
  const { text } = words
  if (exit.list !== '') {
    const item = value_at(node, `${exit.list}[${exit.item}]`)
    const name = text_of(value_at(item, 'name'))
    if (name !== '') return text.journeys.sentences.arm(name, number_of(value_at(item, 'percent')))
    return words.condition(text_of(value_at(item, 'condition'))) || text.journeys.editor.exit_way(exit.item + 1)
  }
  if (exits_of(node, words.schema.nodes[node.kind]).length === 1) return ''
  if (exit.name === 'next' && node.kind === 'wait_for_event') return title_of(words.schema.events, text_of(node['event']))
  return text.journeys.editor.exit[exit.name] ?? exit.name
}

// Messages made with a journey are called "journey / subject"; within a journey its name goes without saying.
export const short_name = (name: string): string => name.split(' / ').at(-1) || name

// Every condition in a definition or a node, for asking what they say in words.
export function conditions_of(value: Json | undefined): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(conditions_of))]
  if (typeof value !== 'object' || value === null) return []
  const found = Object.entries(value).flatMap(([name, inner]) => (name === 'condition' ? [text_of(inner)] : conditions_of(inner)))
  return [...new Set(found.filter((condition) => condition.trim() !== ''))]
}
