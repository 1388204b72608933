// One customer to speak to: who, why, until when, what is at stake, and the buttons for what came of it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { CustomerLink } from '../../client/CustomerLink'
import { explain } from '../../client/explain'
import { useGiveBackTask, useTakeTask } from '../../client/queries'
import { usePlace } from '../../client/session'
import type { Task } from '../../client/types'
import { format_money, format_time, kMissing } from '../../kit/format'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { days_left, urgency } from './deadline'
import { ResultForm } from './ResultForm'
import styles from './Today.module.css'

export function TaskCard({ task, day, mine }: { task: Task; day: string; mine: boolean }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const take = useTakeTask(shop.id)
  const give_back = useGiveBackTask(shop.id)
  const [answering, set_answering] = useState(false)
  const left = days_left(task.due, day)
  const currency = { code: shop.currency, decimals: shop.currency_decimals }
  const failed = (error: unknown) => tell(explain(error, text))
  return (
    <li className={styles.card} data-card data-urgency={urgency(left)} tabIndex={-1}>
      <div className={styles.who}>
        <h3><CustomerLink id={task.customer_id}>{task.customer_name || task.customer_number}</CustomerLink></h3>
        {task.customer_name ? <span className={styles.soft}>{task.customer_number}</span> : null}
        {task.phone ? <a className={styles.phone} href={`tel:${task.phone.replaceAll(/[^0-9+]/g, '')}`}>{task.phone}</a> : <span className={styles.soft}>{text.today.no_phone}</span>}
      </div>
      <p className={styles.reason}>{task.reason}</p>
      {task.note ? <p className={styles.last_try}>{text.today.last_try(text.today.results[task.result ?? ''] ?? '', task.note)}</p> : null}
      <dl className={styles.facts}>
        <div>
          <dt>{text.today.due}</dt>
          <dd className={styles.due}>{text.today.days_left(left)}</dd>
        </div>
        <div>
          <dt>{text.today.value}</dt>
          <dd>{task.value === null ? kMissing : format_money(task.value, currency)}</dd>
        </div>
        {task.call_again_at ? (
          <div>
            <dt>{text.today.call_again}</dt>
            <dd>{format_time(task.call_again_at, shop.time_zone, language)}</dd>
          </div>
        ) : null}
      </dl>
      {answering ? <ResultForm task={task} day={day} on_close={() => set_answering(false)} /> : (
        <div className={styles.buttons}>
          <Button size="sm" data-record aria-keyshortcuts="e" onClick={() => set_answering(true)}>{text.today.record}</Button>
          {mine
            ? <Button size="sm" variant="default" loading={give_back.isPending} onClick={() => give_back.mutate(task.id, { onError: failed })}>{text.today.give_back}</Button>
            : <Button size="sm" variant="default" loading={take.isPending} onClick={() => take.mutate(task.id, { onError: failed })}>{text.today.take}</Button>}
        </div>
      )}
    </li>
  )
}
