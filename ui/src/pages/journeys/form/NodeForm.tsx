// The form of a node, or of the journey as a whole (node = null).
import type { SchemaField } from '../../../client/journey_types'
import { useWords } from '../../../locales'
import { Field } from './Field'
import { has_problem_below, sorted_fields } from './field_paths'
import styles from './Form.module.css'
import { FormContext, type FormState } from './form_context'

const show = (field: SchemaField) => <Field key={field.name} field={field} path={field.name} />

export function NodeForm({ fields, state }: { fields: readonly SchemaField[]; state: FormState }) {
  const { text } = useWords()
  const { front, fine } = sorted_fields(state.kind, fields)
  const edges = fields.filter(({ type, name }) => type === 'edge' && !front.some((one) => one.name === name))
  return (
    <FormContext value={state}>
      <div className={styles.form}>
        {state.problems.filter(({ field }) => field === '').map(({ key, message }) => <p key={key} className={styles.problem} role="alert">{message}</p>)}
        {front.map(show)}
        {edges.map(show)}
        {fine.length > 0 ? (
          <details className={styles.fine} open={fine.some(({ name }) => has_problem_below(state.problems, name))}>
            <summary>{text.journeys.form.details}</summary>
            <div className={styles.form}>{fine.map(show)}</div>
          </details>
        ) : null}
      </div>
    </FormContext>
  )
}
