// Fields that belong together; a group that may be absent has a switch.
import { Switch } from '@mantine/core'
import { useWords } from '../../../locales'
import { value_at } from '../model/path'
import { Field, type FieldProps } from './Field'
import { inner_path, problem_at } from './field_paths'
import styles from './Form.module.css'
import { useForm } from './form_context'

export function GroupField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only } = useForm()
  const present = !field.may_be_absent || value_at(value, path) !== undefined
  const problem = problem_at(problems, path)
  return (
    <fieldset className={styles.group}>
      <legend>{field.title}</legend>
      {field.may_be_absent ? (
        <Switch
          label={text.journeys.form.with_group(field.title)} checked={present} disabled={read_only}
          onChange={(event) => change(path, event.currentTarget.checked ? {} : undefined)}
        />
      ) : null}
      {problem ? <p className={styles.problem} role="alert">{problem}</p> : null}
      {present ? (field.fields ?? []).map((inner) => <Field key={inner.name} field={inner} path={inner_path(path, inner.name)} />) : null}
    </fieldset>
  )
}
