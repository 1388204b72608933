// One import: running, then its result, with what was set aside.
import { Button, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { explain } from '../../client/explain'
import { ApiError } from '../../client/http'
import { import_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id, Import } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { ByFile } from './ByFile'
import { Counts } from './Counts'
import styles from './Import.module.css'
import { Quarantine } from './Quarantine'
import { Running } from './Running'
import { useProfileTitle } from './useProfileTitle'

function Outcome({ run, shop }: { run: Import; shop: Id }) {
  const { text } = useWords()
  if (run.state === 'failed') {
    return <Note tone="bad" title={text.import.failed_title}>{run.error ? explain(new ApiError(422, run.error), text) : null}</Note>
  }
  if (run.state === 'cancelled') return <Note title={text.import.cancelled_title}>{text.import.cancelled_text}</Note>
  const aside = run.counts.rows_quarantined
  return (
    <Note
      tone={aside > 0 ? 'warn' : 'good'} title={run.dry_run ? text.import.dry_run_title : text.import.done_title}
      actions={run.dry_run ? null : (
        <Button renderRoot={(props) => <Link to="/shops/$shop/numbers/$analysis" params={{ shop, analysis: 'stages' }} {...props} />}>{text.import.see_numbers}</Button>
      )}
    >
      {run.dry_run ? text.import.dry_run_nothing_kept : null}
      {aside > 0 ? text.import.done_quarantined(format_count(aside)) : null}
    </Note>
  )
}

export function ImportRunPage({ id }: { id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const client = useQueryClient()
  const title_of = useProfileTitle()
  const query = useQuery(import_query(shop.id, id))
  const state = query.data?.state
  useEffect(() => {
    // Once it is done all numbers of the shop are old, also when it was done before we first asked.
    if (state !== 'done') return
    void client.invalidateQueries({ queryKey: ['numbers', shop.id] })
    void client.invalidateQueries({ queryKey: ['summary', shop.id] })
  }, [state, client, shop.id])
  return (
    <div className={styles.page}>
      <QueryPanel query={query}>
        {(run) => (
          <div className={styles.page}>
            <header>
              <Title order={1} size="h3">{run.files.join('、')}</Title>
              <p className={styles.lead}>{format_time(run.started_at, shop.time_zone, language)} · {title_of(run.profile)}</p>
            </header>
            {run.state === 'running' ? <Running shop={shop.id} run={run} /> : <Outcome run={run} shop={shop.id} />}
            {run.state === 'done' ? (
              <Card title={text.import.reconciliation}>
                <Counts counts={run.counts} />
                <ByFile files={run.file_counts} />
              </Card>
            ) : null}
            {run.state === 'done' && run.counts.rows_quarantined > 0 ? <Quarantine shop={shop.id} run={run} /> : null}
            {run.state === 'running' ? null : (
              <p><Link to="/shops/$shop/import" params={{ shop: shop.id }} className={styles.link}>{text.import.another}</Link></p>
            )}
          </div>
        )}
      </QueryPanel>
    </div>
  )
}
