// One mail, to write.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
  const [generation, set_generation] = useState(0) // anew, when what somebody else saved is taken
  const reload = () => void template.refetch().then(() => set_generation((before) => before + 1))
  return (
    <QueryPanel query={fields}>
      {(known) => <QueryPanel query={template}>{(one) => <MailEditor key={`${one.id}:${generation}`} template={one} fields={known} on_reload={reload} />}</QueryPanel>}
    </QueryPanel>
  )
}
