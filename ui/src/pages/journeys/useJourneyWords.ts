// The words of a journey as far as the server has told them: conditions as sentences, templates by name.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { condition_count_query } from '../../client/segment_queries'
import type { Definition, JourneySchema } from '../../client/journey_types'
import { templates_query } from '../../client/message_queries'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'
import { conditions_of, short_name, type WordsOfJourney } from './model/words'

export function useJourneyWords(definition: Definition, schema: JourneySchema): WordsOfJourney {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const conditions = useMemo(() => conditions_of(definition), [definition])
  const sentences = useQueries({
    queries: conditions.map((condition) => condition_count_query(shop.id, { condition }, language)),
    combine: (answers) => answers.map(({ data }) => data?.sentence),
  })
  const templates = useQuery(templates_query(shop.id))
  return useMemo(() => {
    const said = new Map(conditions.map((condition, i) => [condition, sentences[i] || condition]))
    const names = new Map((templates.data ?? []).map(({ id, name }) => [id, short_name(name)]))
    return { text, schema, condition: (condition) => said.get(condition) ?? condition, template: (id) => names.get(id) ?? id }
  }, [conditions, sentences, templates.data, text, schema])
}
