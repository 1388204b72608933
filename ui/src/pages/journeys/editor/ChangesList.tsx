// What the draft changes against the version that runs, step by step, each by its name.
import type { Definition } from '../../../client/journey_types'
import { useWords } from '../../../locales'
import { changes_between, fields_of, titles_of, type StepChange } from '../model/changes'
import { node_of } from '../model/edit'
import { node_name } from '../model/words'
import { useJourneyWords } from '../useJourneyWords'
import styles from './Editor.module.css'
import { useEditor } from './editor_context'

const kKinds = ['added', 'changed', 'removed'] as const

function Step({ change, running }: { change: StepChange; running: Definition }) {
  const { text } = useWords()
  const { journey, schema, words } = useEditor()
  const words_before = useJourneyWords(running, schema)
  const node = node_of(change.kind === 'removed' ? running : journey.definition, change.id)
  if (!node) return null
  const what = titles_of(change.fields, fields_of(node, schema), { label: text.journeys.editor.label_short, way: text.journeys.editor.leads_to })
  return (
    <li>
      {node_name(node, change.kind === 'removed' ? words_before : words)}
      {what.length > 0 ? <span className={styles.soft}> — {what.join(text.journeys.publish.between)}</span> : null}
    </li>
  )
}

export function ChangesList({ running }: { running: Definition }) {
  const { text } = useWords()
  const { journey, schema } = useEditor() // as the server keeps it: both in one form
  const { steps, settings } = changes_between(running, journey.definition)
  const { changes } = text.journeys.publish
  if (steps.length + settings.length === 0) return <p className={styles.hint}>{changes.only_places}</p>
  return (
    <section className={styles.figures} aria-label={changes.title}>
      <h3>{changes.title}</h3>
      {kKinds.map((kind) => {
        const of_kind = steps.filter((one) => one.kind === kind)
        if (of_kind.length === 0) return null
        return (
          <div key={kind}>
            <p className={styles.change_kind} data-kind={kind}>{changes[kind](of_kind.length)}</p>
            <ul className={styles.changes}>{of_kind.map((change) => <Step key={change.id} change={change} running={running} />)}</ul>
          </div>
        )
      })}
      {settings.length > 0 ? (
        <div>
          <p className={styles.change_kind}>{changes.settings}</p>
          <ul className={styles.changes}>{titles_of(settings, schema.journey, { label: '', way: '' }).map((title) => <li key={title}>{title}</li>)}</ul>
        </div>
      ) : null}
    </section>
  )
}
