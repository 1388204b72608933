// The customers of docs/api.md as types. Names are the server's, letter by letter.
import type { Day, Id, Instant } from './types'

export type ChannelName = 'mail' | 'line_campaign' | 'line_personal' | 'direct_mail' | 'parcel_insert' | 'phone' | 'sms'
export type ConsentState = 'given' | 'withdrawn'
export type CustomerSort = 'last_order' | 'purchases' | 'sales' | 'name'

interface InCurrency {
  currency: string
  currency_decimals: number
}

export interface CustomerRow {
  id: Id
  number: string
  name: string
  name_kana: string
  email: string | null
  phone: string | null
  prefecture: string | null
  purchases: number
  first_day: Day | null
  last_day: Day | null
  quiet_days: number | null
  sales: number
  found_order: string | null
}

export interface CustomerList extends InCurrency {
  as_of: Day | null
  customers: CustomerRow[]
  rows_total: number
  more: boolean
  masked: boolean
  page: number
  page_size: number
}

export interface CustomerListQuestion {
  words?: string | undefined
  sort?: CustomerSort | undefined
  purchases_min?: string | undefined
  purchases_max?: string | undefined
  quiet_days_min?: string | undefined
  quiet_days_max?: string | undefined
  tag?: string | undefined
  consents_to?: ChannelName | undefined
  page?: number | undefined
  page_size?: number | undefined
}

export type AttributeName = 'name' | 'name_kana' | 'email' | 'phone' | 'birth_date' | 'gender' | 'address'

export interface CustomerAttribute {
  name: AttributeName
  value: string
  import: Id | null
}

export interface CustomerOrigin {
  import: Id
  started_at: Instant
  files: string[]
}

export interface CustomerIdentity {
  kind: 'customer_number' | 'email' | 'phone'
  channel: string
  value: string
}

export interface Rhythm {
  basis: 'own' | 'shop'
  state: 'waiting' | 'due' | 'late' | 'gone'
  median_days: number
  gaps: number
  days_since: number
  last_day: Day
  expected_day: Day
  late_day: Day
}

export interface Standing extends InCurrency {
  as_of: Day | null
  purchases: number
  first_day: Day | null
  last_day: Day | null
  window_days: number
  gone: boolean
  rfm: { r: number; f: number; m: number } | null
  cpm: { cell: string; title: string; active: boolean } | null
  rhythm: Rhythm | null
  orders: number
  net: number
  cost: number
  margin: number
  sales_without_cost: number
}

export interface Consent {
  channel: ChannelName
  state: ConsentState
  at: Instant
  origin: string
  evidence: string | null
  staff: string | null
}

export interface CustomerTag {
  name: string
  added_at: Instant
  origin: string
}

export interface CustomerNote {
  id: Id
  text: string
  staff: string | null
  created_at: Instant
  updated_at: Instant
}

export interface Customer {
  id: Id
  number: string
  channel: string
  name: string
  name_kana: string
  masked: boolean
  attributes: CustomerAttribute[]
  identities: CustomerIdentity[]
  origins: CustomerOrigin[]
  created_at: Instant
  updated_at: Instant
  standing: Standing
  signals: { key: string; message: string }[]
  consents: Consent[]
  tags: CustomerTag[]
  notes: CustomerNote[]
}

export type StepKind = 'accepted' | 'cancelled' | 'out_of_stock' | 'shipped' | 'delivered' | 'payment_due' | 'paid' | 'returned'

export interface OrderStep {
  kind: StepKind
  day: Day
  days: number // since the order
  amount: number | null
  reason: string | null
}

export interface OrderLine {
  product_code: string
  product_name: string
  quantity: number
  amount: number
  out_of_stock_quantity: number
  returned_quantity: number
}

export interface OrderStory {
  id: Id
  number: string
  channel: string
  kind: 'sale' | 'credit' | 'replacement'
  state: string
  is_purchase: boolean
  ordered_at: Instant
  ordered_day: Day
  accepted: number
  out_of_stock: number
  discounts: number
  points: number
  returned: number
  net: number
  cost: number
  total: number | null
  payment_method: string | null
  source: string | null
  subscription_number: string | null
  round: number | null
  steps: OrderStep[]
  lines: OrderLine[]
}

export interface OrderStoryPage extends InCurrency {
  orders: OrderStory[]
  rows_total: number
  page: number
  page_size: number
}

export interface TimelineEntry {
  kind: string
  id: Id
  title: string
  at: Instant | null // null: only the day is known
  day: Day
  text: string | null
  amount: number | null
  link: { resource: string; id: Id } | null
}

export interface TimelinePage extends InCurrency {
  entries: TimelineEntry[]
  next: string | null
}

export interface TagCount {
  name: string
  customers: number
}
