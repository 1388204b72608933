// One mail, to write.
import { useQuery } from '@tanstack/react-query'
import { template_fields_query, template_query } from '../../client/message_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useWords } from '../../locales'
import { MailEditor } from './editor/MailEditor'

export function TemplatePage({ id }: { id: Id }) {
  const { language } = useWords()
  const { shop } = usePlace()
  const template = useQuery(template_query(shop.id, id))
  const fields = useQuery(template_fields_query(shop.id, language))
  return (
    <QueryPanel query={fields}>
      {(known) => <QueryPanel query={template}>{(one) => <MailEditor key={one.id} template={one} fields={known} />}</QueryPanel>}
    </QueryPanel>
  )
}
