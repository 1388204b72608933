// What the parts of the mail editor share.
import { createContext, useContext } from 'react'
import type { Versioned } from '../../../client/last_seen'
import type { Finding, Template, TemplateField } from '../../../client/message_types'
import type { Id } from '../../../client/types'
import type { DraftOf } from '../../../kit/useDraft'
import type { CompiledMail } from '../../../mails/compile'
import type { MailDocument } from '../../../mails/blocks'

export interface MailDraft {
  name: string
  subject: string
  document: MailDocument
}

export interface MailState {
  template: Template
  fields: readonly TemplateField[]
  draft: DraftOf<MailDraft>
  accept: (stored: Versioned) => void // what we did to it otherwise, or what a person writes over
  compiled: CompiledMail | null // of a moment ago
  compiled_subject: string
  findings: readonly Finding[]
  read_only: boolean
  customer: { id: Id; name: string } | null
  set_customer: (customer: { id: Id; name: string } | null) => void
  change_document: (change: (before: MailDocument) => MailDocument, about?: string) => void
}

export const MailContext = createContext<MailState | null>(null)

export function useMail(): MailState {
  const mail = useContext(MailContext)
  if (!mail) throw new Error('a part of the mail editor outside of it')
  return mail
}

// The server counts lines of what the blocks became; nobody who writes blocks has ever seen those.
export function words_of(finding: Finding): string {
  const place = finding.line === undefined ? -1 : finding.message.indexOf(': ')
  return place > 0 && finding.message.slice(0, place).includes(String(finding.line)) ? finding.message.slice(place + 2) : finding.message
}

// A text part that is made from the blocks is mended where they are mended.
export function worth_telling(findings: readonly Finding[], plain_by_hand: boolean): Finding[] {
  if (plain_by_hand) return [...findings]
  return findings.filter(({ part, key }) => part !== 'text' || !findings.some((other) => other.part === 'html' && other.key === key))
}

// Where a finding belongs: a block, or nothing where it is about the whole.
export function block_of(finding: Finding, compiled: CompiledMail | null): string | null {
  return finding.part === 'html' && finding.line !== undefined ? (compiled?.block_at(finding.line) ?? null) : null
}
