// Segments and conditions of docs/api.md as types. Names are the server's, letter by letter.
import type { CustomerRow } from './customer_types'
import type { Day, Id, Instant } from './types'

// ---- what a condition can ask

export type FieldType = 'flag' | 'integer' | 'money' | 'day' | 'text' | 'choice'
export type FieldScope = 'customer' | 'order' | 'touch' | 'journey'
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not_in' | 'between' | 'is_known' | 'is_unknown'

export interface FieldChoice {
  code: string
  title: string
}

export interface FieldParameter {
  name: string
  title: string
  type: FieldType
  required: boolean
  minimum?: number
  maximum?: number
  choices?: FieldChoice[]
}

export interface ConditionField {
  name: string
  scope: FieldScope
  group: string
  title: string
  description: string
  type: FieldType
  unit?: string
  unit_title?: string
  many: boolean
  windowed: boolean
  items?: FieldScope // it counts or adds up these
  operators: Operator[]
  minimum?: number
  maximum?: number
  choices?: FieldChoice[]
  names?: string // whose names it takes: "product", "tag" …
  known_values?: string[]
  parameters?: FieldParameter[]
}

export interface ConditionFields {
  groups: { name: string; title: string }[]
  fields: ConditionField[]
}

// ---- a condition as JSON (docs/segments.md, "As a form")

export type WindowForm =
  | { last_days: number }
  | { between_days_ago: [number, number] }
  | { more_than_days_ago: number }
  | { from?: Day; to?: Day }

export interface LeafForm {
  field: string
  arguments?: Record<string, string | number>
  where?: ConditionForm
  window?: WindowForm
  op?: Operator
  value?: string | number
  values?: (string | number)[]
}

export type ConditionForm = { and: ConditionForm[] } | { or: ConditionForm[] } | { not: ConditionForm } | LeafForm

export type ConditionBody = { condition: string } | { form: ConditionForm }

export interface ConditionCount {
  customers: number
  of: number
  share: number | null // null: the shop has no customers
  as_of: Day
  condition: string
  form: ConditionForm
  sentence: string
  unknown_names: string[]
}

// ---- segments

export type SegmentKind = 'live' | 'frozen'

export interface SegmentUse {
  kind: 'journey' | 'segment' | 'campaign'
  id: Id
  name: string
}

export interface Segment {
  id: Id
  name: string
  kind: SegmentKind
  condition: string
  form: ConditionForm | null // null: written by a newer program
  sentence: string
  customers: number | null // null: not counted yet
  entered_7d: number
  left_7d: number
  frozen_day: Day | null
  used_by: SegmentUse[]
  created_at: Instant
  updated_at: Instant
}

// One question of the condition and what this customer answers.
export interface Reason {
  sentence: string
  value: string | null
  holds: boolean
}

export type SegmentCustomer = CustomerRow & { why?: Reason[] }

export interface SegmentCustomers {
  customers: SegmentCustomer[]
  rows_total: number
  page: number
  page_size: number
  currency?: string
  currency_decimals?: number
}

export interface SegmentMove {
  at: Instant
  customer_id: Id
  number: string
  name: string
  kind: 'entered' | 'left'
  cause: 'condition' | 'facts' // somebody changed the condition, or something happened to the customer
  why: Reason[]
}

export interface SegmentMoves {
  moves: SegmentMove[] // newest first
  more: boolean // there are older ones
  page: number
  page_size: number
}

export interface CellList {
  name: string
  analysis: string
  arguments: Record<string, string>
  cell: Record<string, string>
  part?: string
}

export interface CellCondition {
  condition: string
  form: ConditionForm
  sentence: string
  name: string
}
