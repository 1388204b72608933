// The result of a dry run, in place, above the button that does it for good.
import { useEffect, useRef } from 'react'
import { explain } from '../../client/explain'
import { ApiError } from '../../client/http'
import type { Id, Import } from '../../client/types'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { ByFile } from './ByFile'
import { Counts } from './Counts'
import styles from './Import.module.css'
import { Problems } from './Problems'
import { Running } from './Running'

export function DryRun({ shop, run }: { shop: Id; run: Import }) {
  const { text } = useWords()
  if (run.state === 'running') return <Running shop={shop} run={run} />
  if (run.state === 'cancelled') return <Note title={text.import.cancelled_title}>{text.import.cancelled_text}</Note>
  if (run.state === 'failed') {
    return <Note tone="bad" title={text.import.failed_title}>{run.error ? explain(new ApiError(422, run.error), text) : null}</Note>
  }
  return <Result key={run.id} run={run} />
}

function Result({ run }: { run: Import }) {
  const { text } = useWords()
  const place = useRef<HTMLDivElement>(null)
  // It appears above the bar that asked for it, often out of sight.
  useEffect(() => {
    void place.current?.scrollIntoView({ block: 'start', behavior: 'smooth' }) // a promise in newer browsers
  }, [])
  return (
    <div ref={place}>
      <Card title={text.import.dry_run_title} note={text.import.dry_run_nothing_kept}>
        <Counts counts={run.counts} />
        <ByFile files={run.file_counts} />
        {run.problems.length === 0 ? <p className={styles.quiet}>{text.import.no_problems}</p> : (
          <>
            <h3 className={styles.subhead}>{text.import.problems_first}</h3>
            <Problems rows={run.problems} label={text.import.problems_first} />
          </>
        )}
      </Card>
    </div>
  )
}
