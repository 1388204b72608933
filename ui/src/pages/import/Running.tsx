// An import on its way: phase, rate, time left, and a way to stop it.
import { Button, Progress } from '@mantine/core'
import { useCancelImport } from '../../client/queries'
import type { Id, Import } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_duration } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { share_done } from './model'

export function Running({ shop, run }: { shop: Id; run: Import }) {
  const { text, language } = useWords()
  const cancel = useCancelImport(shop)
  const { progress } = run
  const share = share_done(progress)
  const phase = progress ? (text.import.phases[progress.phase] ?? progress.phase) : ''
  return (
    <Card title={run.dry_run ? text.import.running_dry : text.import.running_title} note={run.files.join('、')}>
      <Progress
        size="lg" value={share === null ? 100 : share * 100} animated={share === null} striped={share === null}
        aria-label={text.import.running_title} transitionDuration={400}
      />
      <p className={styles.progress} role="status">
        <strong>{phase}</strong>
        {progress ? <span>{text.import.rows_so_far(format_count(progress.rows))}</span> : null}
        {progress && progress.rows_per_second > 0 ? <span>{text.import.rate(format_count(Math.round(progress.rows_per_second)))}</span> : null}
        {progress?.seconds_left !== null && progress?.seconds_left !== undefined ? <span>{text.import.left(format_duration(progress.seconds_left, language))}</span> : null}
        <Button size="xs" variant="default" className={styles.stop} loading={cancel.isPending} onClick={() => cancel.mutate(run.id)}>{text.import.stop}</Button>
      </p>
      <p className={styles.quiet}>{text.import.stop_hint}</p>
    </Card>
  )
}
