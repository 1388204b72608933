// What a deed was done to, with the way to it where it is in this shop and still there.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AuditEntry } from '../../client/types'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'
import { object_of, type Resource } from './audit_words'

function ThingLink({ resource, id, children }: { resource: Resource; id: string; children: ReactNode }) {
  const shop = usePlace().shop.id
  switch (resource) {
    case 'customer': return <Link to="/shops/$shop/customers/$customer" params={{ shop, customer: id }}>{children}</Link>
    case 'journey': return <Link to="/shops/$shop/journeys/$journey" params={{ shop, journey: id }}>{children}</Link>
    case 'segment': return <Link to="/shops/$shop/segments/$segment" params={{ shop, segment: id }}>{children}</Link>
    case 'template': return <Link to="/shops/$shop/messages/$template" params={{ shop, template: id }}>{children}</Link>
    case 'campaign': return <Link to="/shops/$shop/campaigns/$campaign" params={{ shop, campaign: id }}>{children}</Link>
    case 'import': return <Link to="/shops/$shop/import/$run" params={{ shop, run: id }}>{children}</Link>
  }
}

export function AuditThing({ entry }: { entry: AuditEntry }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const object = object_of(entry)
  if (object.kind === 'words') return text.numbers.tabs[object.words] ?? object.words
  const name = object.name || text.settings.audit_resources[object.resource]
  if (object.removed || entry.shop !== shop.name) return name
  return <ThingLink resource={object.resource} id={object.id}>{name}</ThingLink>
}
