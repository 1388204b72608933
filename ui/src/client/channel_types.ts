// Channels and the outbox of docs/api.md as types. Names are the server's, letter by letter.
import type { Finding } from './message_types'
import type { Id, Instant } from './types'

export type SettingKind = 'text' | 'paragraph' | 'integer' | 'flag' | 'choice'
export type SettingValue = string | number | boolean | null

export interface Setting {
  name: string
  title: string
  help: string
  kind: SettingKind
  required: boolean
  secret: boolean // never comes back: true stands for "there is one"
  otherwise?: SettingValue
  min?: number
  max?: number
  choices?: string[]
}

export interface ChannelSettings {
  schema: Setting[]
  settings: Record<string, SettingValue> | null // null: nobody has set it up
  ready: boolean
  findings: Finding[]
  receipts_address?: string | null
}

export interface Trial {
  name: string
  title: string
  works: boolean
  answer: string
  message: string
}

export interface DnsCheck {
  name: 'spf' | 'dkim' | 'dmarc'
  record: string
  state: 'good' | 'missing' | 'bad' | 'unknown'
  found: string
  wanted: string
  advice: string
}

export interface Suppression {
  address: string
  reason: string
  detail?: string
  at: Instant
}

export interface SuppressionPage {
  suppressions: Suppression[]
  page: number
  page_size: number
  rows_total: number
}

export interface TouchRow {
  customer_id: Id
  number: string
  name: string
  key: string
  address: string
  template_id: string
  due_at: Instant
  sent_at: Instant | null
  attempts?: number
  reason_text: string
  answer: string
}

export interface TouchPage {
  touches: TouchRow[]
  page: number
  page_size: number
  rows_total: number
}

export interface DeliveryRules {
  quiet_hours: { from: string; to: string; channels?: string[] }[] // on the shop's wall; no channels: all
  caps: { touches: number; hours: number; channels?: string[] }[]
}

export type Resolution = 'was_sent' | 'send_again' | 'give_up'
