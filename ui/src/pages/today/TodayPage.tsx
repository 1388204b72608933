// The morning's page: whom to speak to today, why, until when; and what came of those already spoken to.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { summary_query, today_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { format_day } from '../../kit/format'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { Finished } from './Finished'
import { Queue } from './Queue'
import styles from './Today.module.css'

export function TodayPage() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const may_serve = useMay('serve')
  const query = useQuery({ ...today_query(shop.id, language), enabled: may_serve })
  const summary = useQuery(summary_query(shop.id))
  const shown = search['list'] === 'finished' ? 'finished' : 'open'
  if (!may_serve) return <div className={styles.page}><Note>{text.today.forbidden}</Note></div>
  const known_until = summary.data?.as_of
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{text.today.title}</h1>
          <p className={styles.day}>{query.data ? format_day(query.data.day, language) : ' '}</p>
        </div>
        <SegmentedControl
          value={shown} aria-label={text.today.lists} data={[{ value: 'open', label: text.today.open }, { value: 'finished', label: text.today.finished }]}
          onChange={(list) => change({ list: list === 'finished' ? list : null, page: null })}
        />
      </header>
      {shown === 'finished' ? <Finished /> : (
        <QueryPanel query={query}>
          {(today) => (
            <div className={styles.list}>
              {known_until && known_until < today.day ? <Note tone="warn">{text.today.known_until(format_day(known_until, language))}</Note> : null}
              <Queue today={today} has_orders={(summary.data?.orders ?? 1) > 0} />
            </div>
          )}
        </QueryPanel>
      )}
    </div>
  )
}
