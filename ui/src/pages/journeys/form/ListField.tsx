// A list of items with fields of their own: branches, arms, quiet hours.
import { Button } from '@mantine/core'
import { useWords } from '../../../locales'
import { value_at } from '../model/path'
import { Field, type FieldProps } from './Field'
import { problem_at } from './field_paths'
import styles from './Form.module.css'
import { useForm } from './form_context'

export function ListField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only } = useForm()
  const stored = value_at(value, path)
  const items = Array.isArray(stored) ? stored : []
  const problem = problem_at(problems, path)
  const full = field.most !== undefined && items.length >= field.most
  return (
    <fieldset className={styles.list}>
      <legend>{field.title}</legend>
      {problem ? <p className={styles.problem} role="alert">{problem}</p> : null}
      {items.map((_, item) => (
        <div key={item} className={styles.item}>
          <div className={styles.item_head}>
            <span>{text.journeys.form.item(item + 1)}</span>
            {read_only || items.length <= (field.least ?? 0) ? null : (
              <Button size="compact-xs" variant="subtle" aria-label={text.journeys.form.remove_item(item + 1)} onClick={() => change(`${path}[${item}]`, undefined)}>
                {text.actions.remove}
              </Button>
            )}
          </div>
          {(field.fields ?? []).map((inner) => <Field key={inner.name} field={inner} path={`${path}[${item}].${inner.name}`} />)}
        </div>
      ))}
      {read_only || full ? null : (
        <Button size="xs" variant="default" className={styles.add ?? ''} onClick={() => change(`${path}[${items.length}]`, {})}>{text.journeys.form.add_item}</Button>
      )}
    </fieldset>
  )
}
