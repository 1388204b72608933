// Messages of docs/api.md as types. Names are the server's, letter by letter.
import type { Id, Instant } from './types'

export interface UsedBy {
  kind: 'journey' | 'campaign' | 'segment'
  id: Id
  name: string
}

export interface Template {
  id: Id
  channel: 'mail'
  name: string
  subject: string
  blocks: unknown // the block editor's own; anything where nobody has used it
  html: string
  text: string
  used_by: UsedBy[]
  published_at: Instant | null // when today's published words became those that are sent; null: nothing was ever sent of it
  unpublished_changes: boolean // the words here differ from those that are sent
  created_at: Instant
  updated_at: Instant
}

export interface TemplateChange {
  name?: string
  subject?: string
  blocks?: unknown
  html?: string
  text?: string
}

export interface TemplateField {
  name: string
  title: string
  kind: 'text' | 'number' | 'link' | string
  always: boolean // never empty, so it needs no other word
  example: string
}

export interface Words {
  subject: string
  html: string
  text: string
}

export interface Finding {
  blocks: boolean // must be mended before anything is sent
  part: 'subject' | 'html' | 'text' | string
  key: string
  message: string
  line?: number
  column?: number
}

export interface Preview extends Words {
  customer: { id: Id | null; number?: string; name?: string } | null
}
