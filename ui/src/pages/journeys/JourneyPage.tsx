// One journey, to look at and to change.
import { useQuery } from '@tanstack/react-query'
import { journey_query, journey_schema_query } from '../../client/journey_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useWords } from '../../locales'
import { Editor } from './editor/Editor'

export function JourneyPage({ id }: { id: Id }) {
  const { language } = useWords()
  const { shop } = usePlace()
  const journey = useQuery(journey_query(shop.id, id, language))
  const schema = useQuery(journey_schema_query(language))
  return (
    <QueryPanel query={schema}>
      {(known) => <QueryPanel query={journey}>{(one) => <Editor key={one.id} journey={one} schema={known} />}</QueryPanel>}
    </QueryPanel>
  )
}
