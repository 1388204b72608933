import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../client/explain'
import { journey_schema_query } from '../../../client/journey_queries'
import { QueryPanel } from '../../../client/QueryPanel'
import { Card } from '../../../kit/Card'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import styles from '../Journeys.module.css'
import { blank_definition } from '../model/edit'
import { useMakeJourney } from './useMakeJourney'

export function Blank() {
  const { text, language } = useWords()
  const schema = useQuery(journey_schema_query(language))
  const [name, set_name] = useState(text.journeys.new.blank_name)
  const { make, is_pending, error } = useMakeJourney()
  return (
    <Card>
      <QueryPanel query={schema}>
        {(known) => (
          <>
            <p className={styles.soft}>{text.journeys.new.blank_text}</p>
            <div className={styles.foot}>
              <TextInput label={text.journeys.new.name} value={name} onChange={(event) => set_name(event.currentTarget.value)} />
              <Button loading={is_pending} disabled={name.trim() === ''} onClick={() => void make({ name: name.trim(), definition: blank_definition(known) }).catch(() => undefined)}>
                {text.journeys.new.accept}
              </Button>
            </div>
            {error ? <Note tone="bad">{explain(error, text)}</Note> : null}
          </>
        )}
      </QueryPanel>
    </Card>
  )
}
