// The HTTP contract of docs/api.md as types. Names are the server's, letter by letter.
import type { Import } from './import_types'

export type * from './import_types'

export type Id = string
export type Day = string // 2026-11-22
export type Instant = string // 2026-11-22T03:04:05Z
export type Language = 'ja' | 'en'
export type Role = 'owner' | 'service' | 'viewer'
export type Permission = 'view' | 'export' | 'import' | 'manage' | 'serve' | 'personal_data'

export interface ApiErrorBody {
  kind: string
  key: string
  message: string
  arguments: Record<string, string>
}

export interface Staff {
  id: Id
  name: string
  email: string
  role: Role
  language: Language
}

export interface StaffEntry {
  id: Id
  name: string
  email: string
  role: Role
  disabled: boolean
  sign_in_link?: string // a path on this server, told once
}

export interface Shop {
  id: Id
  name: string
  currency: string
  currency_decimals: number
  time_zone: string
  merge_same_day: boolean
}

export interface Session {
  staff: Staff
  permissions: Permission[]
  shops: Shop[]
  csrf_token: string
}

export interface Summary {
  orders: number
  customers: number
  first_day: Day | null
  last_day: Day | null
  as_of: Day | null
  sources: string[]
  payment_methods?: string[]
  products?: { code: string; name: string }[] // by use, the most used ones
  data_version: string | number
  last_import: Import | null
}

export type ParameterType = 'integer' | 'money' | 'choice' | 'day' | 'text'

export interface Parameter {
  name: string
  title: string
  description: string
  type: ParameterType
  default: string | number | null
  minimum?: number
  maximum?: number
  choices?: { value: string; title: string }[]
}

export type ColumnType = 'integer' | 'money' | 'rate' | 'decimal' | 'text' | 'day' | 'month' | 'boolean' | 'id' | 'code'

export interface DescriptorColumn {
  name: string
  title: string
  type: ColumnType
  unit: string
  description: string
  choices?: { value: string; title: string }[] // of a code
}

export interface Descriptor {
  name: string
  title: string
  description: string
  unit: string
  chart: string
  parameters: Parameter[]
  columns: DescriptorColumn[]
  cell_columns: string[] // those whose values name a cell; none where no customers stand behind one
  parts: { value: string; title: string }[]
  definition: string
}

export type CellValue = string | number | boolean | null
// A reason comes as a code in its column and as a sentence in `<column>_text`.
export type Row = Record<string, CellValue>

export interface Column {
  name: string
  type: ColumnType
  unit: string
  title: string
}

export interface LeftOut {
  reason: string
  message: string
  orders: number
  customers: number
}

export interface Result {
  analysis: string
  version: number | string
  as_of: Day
  parameters: Record<string, CellValue>
  unit: string
  currency: string
  currency_decimals: number
  columns: Column[]
  rows: Row[]
  part_counts?: Record<string, number>[] // for each row the customers in every part of its cell
  totals: Row
  left_out: LeftOut[]
  assumptions: { key: string; message: string; arguments: Readonly<Record<string, string>> }[]
}

export interface CustomersPage extends Result {
  page: number
  page_size: number
  rows_total: number
}

export interface AuditEntry {
  at: Instant
  staff: string
  shop: string | null
  action: string
  object: string
  detail: string
}

export interface AuditPage {
  entries: AuditEntry[]
  page: number
  page_size: number
  rows_total: number
}

export type TaskResult = 'reached' | 'absent' | 'call_again' | 'bought' | 'refused' | 'wrong_number'

export interface Task {
  id: Id
  customer_id: Id
  customer_number: string
  customer_name: string
  phone: string | null
  origin: 'r30' | 'journey'
  reason: string
  why: Record<string, unknown>
  value: number | null // expected, minor units; null where it is not known
  due: Day
  state: 'open' | 'done' | 'closed'
  staff_id: Id | null
  staff_name: string | null
  call_again_at: Instant | null
  result: TaskResult | 'ordered' | 'missed' | null
  note: string | null
  tries: number
  created_at: Instant
  done_at: Instant | null
  next_order: { day: Day; net: number } | null
}

export interface Today {
  day: Day
  mine: Task[]
  suggested: Task[]
  waiting: number
  later: number
  done_today: number
  closed_today: number
  capacity: number
}

export interface TaskPage {
  tasks: Task[]
  page: number
  page_size: number
  rows_total: number
}

export interface TaskTry {
  id: Id
  result: TaskResult
  note: string
  call_again_day?: Day
  call_again_time?: string // 18:00, on the shop's wall
}
