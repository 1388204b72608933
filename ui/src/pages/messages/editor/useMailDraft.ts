// The mail under the hand: compiled a moment after the last letter, checked by the server, saved by itself.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { LastSeen, type Versioned } from '../../../client/last_seen'
import { findings_query, read_template, useChangeTemplate } from '../../../client/message_queries'
import type { Template, TemplateField } from '../../../client/message_types'
import { useMay, usePlace } from '../../../client/session'
import { useDraft } from '../../../kit/useDraft'
import { useWords } from '../../../locales'
import { compile } from '../../../mails/compile'
import { read_document, type MailDocument } from '../../../mails/blocks'
import { useFooterWords } from '../../../mails/useFooterWords'
import { worth_telling, type MailDraft, type MailState } from './mail_context'

const kQuietMilliseconds = 250

export function useMailDraft(template: Template, fields: readonly TemplateField[]): MailState {
  const { language } = useWords()
  const { shop } = usePlace()
  const read_only = !useMay('manage')
  const said = useFooterWords()
  const [seen] = useState(() => new LastSeen(template))
  const { id } = template
  const { mutateAsync } = useChangeTemplate(shop.id, id)
  const store = useCallback(async ({ name, subject, document }: MailDraft) => {
    const parts = await compile(document, said)
    const put = { ...(name.trim() === '' ? {} : { name: name.trim() }), subject, blocks: document, html: parts.html, text: parts.text }
    await seen.write(() => read_template(shop.id, id), () => mutateAsync(put))
  }, [mutateAsync, said, seen, shop.id, id])
  const accept = useCallback((stored: Versioned) => seen.accept(stored), [seen])
  const draft = useDraft<MailDraft>(() => ({ name: template.name, subject: template.subject, document: read_document(template.blocks, template.text) }), store)
  const [settled] = useDebouncedValue(draft.value, kQuietMilliseconds)
  const compiled = useQuery({
    queryKey: ['compiled-mail', settled.document, said],
    queryFn: () => compile(settled.document, said),
    placeholderData: (before) => before,
    gcTime: 0,
  }).data ?? null
  const words = useMemo(() => ({ subject: settled.subject, html: compiled?.html ?? '', text: compiled?.text ?? '' }), [settled.subject, compiled])
  const findings = useQuery({ ...findings_query(shop.id, words, language), enabled: compiled !== null }).data?.findings
  const [customer, set_customer] = useState<MailState['customer']>(null)
  const { change } = draft
  const change_document = useCallback(
    (apply: (before: MailDocument) => MailDocument, about = '') => change((before) => ({ ...before, document: apply(before.document) }), about),
    [change],
  )
  return {
    template, fields, draft, accept, compiled, compiled_subject: settled.subject, findings: worth_telling(findings ?? [], settled.document.plain !== null), read_only, customer, set_customer, change_document,
  }
}
