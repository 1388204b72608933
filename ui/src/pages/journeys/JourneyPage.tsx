// One journey, to look at and to change.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
  const [generation, set_generation] = useState(0) // anew, when what somebody else saved is taken
  const reload = () => void journey.refetch().then(() => set_generation((before) => before + 1))
  return (
    <QueryPanel query={schema}>
      {(known) => <QueryPanel query={journey}>{(one) => <Editor key={`${one.id}:${generation}`} journey={one} schema={known} on_reload={reload} />}</QueryPanel>}
    </QueryPanel>
  )
}
