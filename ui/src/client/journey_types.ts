// Journeys of docs/api.md as types. Names are the server's, letter by letter.
import type { Id, Instant } from './types'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export interface JsonObject { [name: string]: Json }

export interface JourneyNode extends JsonObject {
  id: string
  kind: string
}

// docs/journeys.md. What a node holds beyond id and kind is described by the schema.
export interface Definition extends JsonObject {
  nodes: JourneyNode[]
}

export type FieldType = 'text' | 'texts' | 'integer' | 'flag' | 'choice' | 'choices' | 'clock' | 'condition' | 'match' | 'edge' | 'list' | 'group'

export interface NamedTitle {
  name: string
  title: string
}

export interface SchemaField {
  name: string
  type: FieldType
  title: string
  help?: string
  required: boolean
  least?: number
  most?: number
  default?: Json
  choices?: NamedTitle[]
  fields?: SchemaField[] // of a list's item, of a group
  may_be_absent?: boolean // a group
}

export interface NodeSchema {
  title: string
  fields: SchemaField[]
}

export interface JourneySchema {
  journey: SchemaField[]
  nodes: Record<string, NodeSchema> // by kind, in the order of the palette
  events: NamedTitle[]
  end_reasons: Record<string, string>
  refusals: Record<string, string>
}

export type JourneyState = 'draft' | 'running' | 'paused' | 'ended'

export interface JourneyRow {
  id: Id
  name: string
  state: JourneyState
  version: number
  draft: boolean // changes that nobody has published
  waiting: number
  entered: number
  ended: number
  entry: string
  created_at: Instant
  updated_at: Instant
}

export interface JourneyProblem {
  node: string // empty: the journey itself
  field: string // branches[1].condition; empty: the node as a whole
  key: string
  message: string
}

export interface Journey extends JourneyRow {
  definition: Definition
  published_definition: Definition | null // of the running version, where the draft differs from it
  problems: JourneyProblem[]
  started_at: Instant | null
}

export interface JourneyTemplate {
  name: string
  title: string
  about: string
  definition: Definition
  messages: { slot: string; subject: string; text: string }[]
}

export interface ProposedStep {
  slot: string
  day: number
  why: string
  subject: string
  text: string
}

export interface JourneyProposal {
  rate: number
  point_value_per_month: number // minor units
  holdout_permille: number
  months_to_decide: number
  steps: ProposedStep[]
  reasons: string[]
  definition: Definition
  numbers: JsonObject
  as_of: string
  currency: string
  currency_decimals: number
}

export interface NodeNumbers {
  waiting: number
  passed: number
  exits?: Record<string, number>
  planned: number
  sent: number
  skipped: number
  failed: number
  in_doubt: number
  opened: number
  clicked: number
}

export interface JourneyNumbers {
  as_of_time: Instant
  nodes: Record<string, NodeNumbers>
  ends: Record<string, number>
  entered_today: number
}

export interface DryRunMessage {
  customer_id: Id
  number: string
  name: string
  node: string
  at: Instant
  template: string
}

export interface DryRun {
  days: number // it is played as if it had been running so long
  customers: number
  entered: number
  nodes: Record<string, number>
  ends: Record<string, number>
  messages_total: number
  messages: DryRunMessage[] // the first hundred
  refusals: Record<string, number>
}

export interface StandingRun {
  customer_id: Id
  number: string
  name: string
  entered_at: Instant
  since: Instant | null
  wakes_at: Instant | null
}

export interface StandingRuns {
  runs: StandingRun[]
  page: number
  page_size: number
  rows_total: number
}

export type NewJourney =
  | { name: string; definition: Definition }
  | { name: string; template: string }
  | { name: string; proposal: { stage: number; pack_days?: number } }
