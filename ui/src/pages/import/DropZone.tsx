// Where files are dropped; the whole area is also a button that opens the file dialogue.
import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type DragEvent } from 'react'
import { api_url } from '../../client/http'
import { profiles_query } from '../../client/queries'
import { ImportIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import styles from './Import.module.css'

const kAccepted = '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values'

export function DropZone({ on_files }: { on_files: (files: File[]) => void }) {
  const { text, language } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [over, set_over] = useState(false)
  const profiles = useQuery(profiles_query(language))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    set_over(false)
    on_files([...event.dataTransfer.files])
  }
  return (
    <div
      className={styles.drop} data-over={over || undefined}
      onDragOver={(event) => { event.preventDefault(); set_over(true) }} onDragLeave={() => set_over(false)} onDrop={drop}
    >
      <span className={styles.drop_icon}><ImportIcon size={34} /></span>
      <p className={styles.drop_title}>{over ? text.import.drop_now : text.import.drop}</p>
      <Button variant="filled" onClick={() => field.current?.click()}>{text.import.or_choose}</Button>
      <input
        ref={field} type="file" multiple hidden accept={kAccepted} data-testid="file-field" aria-label={text.import.or_choose}
        onChange={(event) => {
          on_files([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <p className={styles.quiet}>{text.import.several}</p>
      {profiles.data ? (
        <p className={styles.profiles}>
          <span>{text.import.profiles_known}</span>
          {profiles.data.map(({ name, title }) => <span key={name} className={styles.chip}>{title}</span>)}
        </p>
      ) : null}
      <Anchor size="sm" href={api_url('/import-template.csv')} download>{text.import.template}</Anchor>
    </div>
  )
}
