// 今日ためす: the draft played with customers as they are. Nothing is written, nothing is sent.
import { Button, Drawer, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { explain } from '../../../client/explain'
import { useDryRun } from '../../../client/journey_queries'
import type { DryRun } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'
import { format_count, format_rate, format_time } from '../../../kit/format'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import { node_of } from '../model/edit'
import { held_out_permille } from '../model/holdout'
import { node_name } from '../model/words'
import styles from './Editor.module.css'
import { useEditor } from './editor_context'

const kSample = 500

function Counts({ title, rows }: { title: string; rows: readonly (readonly [string, number])[] }) {
  if (rows.length === 0) return null
  return (
    <section className={styles.figures}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{format_count(n)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Outcome({ run }: { run: DryRun }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { draft, words, schema } = useEditor()
  const name_of = (id: string) => {
    const node = node_of(draft.definition, id)
    return node ? node_name(node, words) : id
  }
  const trial = text.journeys.trial
  const permille = held_out_permille(draft.definition)
  const standing = Object.entries(run.nodes).filter(([, n]) => n > 0).map(([id, n]) => [name_of(id), n] as const)
  const ended = Object.entries(run.ends).filter(([, n]) => n > 0).toSorted(([, a], [, b]) => b - a).map(([name, n]) => [schema.end_reasons[name] ?? name, n] as const)
  const refused = Object.entries(run.refusals).filter(([, n]) => n > 0).toSorted(([, a], [, b]) => b - a).map(([name, n]) => [schema.refusals[name] ?? name, n] as const)
  return (
    <>
      <Note tone={run.entered > 0 ? 'good' : 'warn'}>
        {run.entered > 0 ? trial.entered(run.days, format_count(run.entered), format_count(run.customers)) : trial.nobody(run.days)}
      </Note>
      <Counts title={trial.standing} rows={standing} />
      <Counts title={text.journeys.numbers.ends} rows={ended} />
      <section>
        <h3 className={styles.subhead}>{trial.messages(format_count(run.messages_total))}</h3>
        {run.messages_total > 0 ? <p className={styles.soft}>{trial.still_off(permille > 0 ? format_rate(permille / 1_000) : '')}</p> : null}
        {run.messages.length === 0 ? <p className={styles.soft}>{trial.no_messages}</p> : (
          <ul className={styles.standing}>
            {run.messages.map((message) => (
              <li key={`${message.customer_id}:${message.node}:${message.at}`}>
                <Link to="/shops/$shop/customers/$customer" params={{ shop: shop.id, customer: message.customer_id }}>{message.name || message.number}</Link>
                <span>{words.template(message.template)}</span>
                <span className={styles.soft}>{format_time(message.at, shop.time_zone, language)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Counts title={trial.refusals} rows={refused} />
    </>
  )
}

export function TrialDrawer({ opened, on_close }: { opened: boolean; on_close: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { journey, draft } = useEditor()
  const trial = useDryRun(shop.id, journey.id)
  return (
    <Drawer opened={opened} onClose={on_close} position="right" size="md" title={text.journeys.trial.title} closeButtonProps={{ 'aria-label': text.actions.close }}>
      <Stack>
        <p className={styles.hint}>{text.journeys.trial.lead}</p>
        <Button className={styles.start ?? ''} loading={trial.isPending} onClick={() => trial.mutate({ definition: draft.definition, customers: kSample })}>{text.journeys.trial.run}</Button>
        {trial.isError ? <Note tone="bad">{explain(trial.error, text)}</Note> : null}
        {trial.data ? <Outcome run={trial.data} /> : null}
      </Stack>
    </Drawer>
  )
}
