// Journeys to begin with, each with what it is for.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { explain } from '../../../client/explain'
import { journey_templates_query } from '../../../client/journey_queries'
import { QueryPanel } from '../../../client/QueryPanel'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import styles from '../Journeys.module.css'
import { useMakeJourney } from './useMakeJourney'

export function Templates() {
  const { text, language } = useWords()
  const query = useQuery(journey_templates_query(language))
  const { make, is_pending, error } = useMakeJourney()
  return (
    <QueryPanel query={query}>
      {(templates) => (
        <>
          {error ? <Note tone="bad">{explain(error, text)}</Note> : null}
          <ul className={styles.templates}>
            {templates.map(({ name, title, about, messages }) => (
              <li key={name} className={styles.template}>
                <h2>{title}</h2>
                <p>{about}</p>
                <p className={styles.soft}>{text.journeys.new.messages(messages.length)}: {messages.map(({ subject }) => subject).join(' / ')}</p>
                <Button variant="light" loading={is_pending} onClick={() => void make({ name: title, template: name }).catch(() => undefined)}>{text.journeys.new.use}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryPanel>
  )
}
