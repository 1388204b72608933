// One field of a definition, drawn by its type. The schema says which there are, so a new one needs nothing here.
import { Checkbox, Group, NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core'
import { ConditionField } from '../../../client/ConditionField'
import type { SchemaField } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'
import { ConditionBuilder } from '../../../conditions/ConditionBuilder'
import { useWords } from '../../../locales'
import { value_at } from '../model/path'
import { problem_at } from './field_paths'
import styles from './Form.module.css'
import { useForm } from './form_context'
import { GroupField } from './GroupField'
import { ListField } from './ListField'
import { MatchField } from './MatchField'
import { TagField } from './TagField'
import { TemplateField } from './TemplateField'

export interface FieldProps {
  field: SchemaField
  path: string
}

function IntegerField({ field, path }: FieldProps) {
  const { value, change, problems, read_only } = useForm()
  const { shop } = usePlace()
  const stored = value_at(value, path)
  // Parts of a thousand are read as percent, minor units of money as money.
  const permille = field.name.endsWith('_permille')
  const decimals = permille ? 1 : field.name === 'value' ? shop.currency_decimals : 0
  const scale = 10 ** decimals
  const shown = typeof stored === 'number' ? stored : field.default
  return (
    <NumberInput
      label={field.title} description={field.help} value={typeof shown === 'number' ? shown / scale : ''} decimalScale={decimals} readOnly={read_only}
      {...(field.least === undefined ? {} : { min: field.least / scale })} {...(field.most === undefined ? {} : { max: field.most / scale })}
      thousandSeparator="," suffix={permille ? ' %' : ''} error={problem_at(problems, path)}
      onChange={(next) => change(path, typeof next === 'number' ? Math.round(next * scale) : undefined)}
    />
  )
}

function TextField({ field, path }: FieldProps) {
  const { kind, value, change, problems, read_only } = useForm()
  const stored = value_at(value, path)
  const text = typeof stored === 'string' ? stored : ''
  if (kind === 'send' && path === 'template') return <TemplateField field={field} path={path} />
  if (kind === 'tag' && path === 'tag') return <TagField field={field} path={path} />
  const props = {
    label: field.title, description: field.help, value: text, withAsterisk: field.required, readOnly: read_only, error: problem_at(problems, path),
    onChange: (event: { currentTarget: { value: string } }) => change(path, event.currentTarget.value === '' && !field.required ? undefined : event.currentTarget.value),
  }
  return field.name === 'note' ? <Textarea autosize minRows={3} {...props} /> : <TextInput {...props} />
}

function TextsField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only } = useForm()
  const stored = value_at(value, path)
  const lines = Array.isArray(stored) ? stored.join('\n') : ''
  return (
    <Textarea
      label={field.title} description={field.help ?? text.journeys.form.texts_hint} defaultValue={lines} key={read_only ? lines : path} autosize minRows={2} readOnly={read_only}
      error={problem_at(problems, path)}
      onChange={(event) => {
        const next = event.currentTarget.value.split('\n').map((line) => line.trim()).filter((line) => line !== '')
        change(path, next.length === 0 ? undefined : next)
      }}
    />
  )
}

function ChoiceField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only } = useForm()
  const stored = value_at(value, path) ?? field.default
  const choices = (field.choices ?? []).map(({ name, title }) => ({ value: name, label: title }))
  const empty = field.required ? text.journeys.form.not_chosen : text.journeys.form.none
  return (
    <NativeSelect
      label={field.title} description={field.help} withAsterisk={field.required} value={typeof stored === 'string' ? stored : ''} disabled={read_only}
      data={field.default === undefined ? [{ value: '', label: empty }, ...choices] : choices} error={problem_at(problems, path)}
      onChange={(event) => change(path, event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}

function ChoicesField({ field, path }: FieldProps) {
  const { value, change, problems, read_only } = useForm()
  const stored = value_at(value, path)
  const chosen = Array.isArray(stored) ? stored.map(String) : []
  return (
    <Checkbox.Group label={field.title} description={field.help} value={chosen} error={problem_at(problems, path)} onChange={(next) => change(path, next.length === 0 ? undefined : next)}>
      <Group gap="sm" mt={4}>{(field.choices ?? []).map(({ name, title }) => <Checkbox key={name} value={name} label={title} disabled={read_only} />)}</Group>
    </Checkbox.Group>
  )
}

function EdgeField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only, nodes } = useForm()
  const stored = value_at(value, path)
  return (
    <NativeSelect
      label={`${text.journeys.editor.leads_to}${field.name === 'next' ? '' : `（${text.journeys.editor.exit[field.name] ?? field.title}）`}`}
      value={typeof stored === 'string' ? stored : ''} disabled={read_only} error={problem_at(problems, path)}
      data={[{ value: '', label: text.journeys.editor.nowhere }, ...nodes.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => change(path, event.currentTarget.value)}
    />
  )
}

export function Field({ field, path }: FieldProps) {
  const { value, change, problems, read_only } = useForm()
  const stored = value_at(value, path)
  switch (field.type) {
    case 'integer': return <IntegerField field={field} path={path} />
    case 'texts': return <TextsField field={field} path={path} />
    case 'choice': return <ChoiceField field={field} path={path} />
    case 'choices': return <ChoicesField field={field} path={path} />
    case 'edge': return <EdgeField field={field} path={path} />
    case 'list': return <ListField field={field} path={path} />
    case 'group': return <GroupField field={field} path={path} />
    case 'match': return <MatchField field={field} path={path} />
    case 'flag':
      return (
        <Switch
          label={field.title} description={field.help} checked={(stored ?? field.default) === true} disabled={read_only} error={problem_at(problems, path)}
          onChange={(event) => change(path, event.currentTarget.checked)}
        />
      )
    case 'clock':
      return (
        <TextInput
          type="time" label={field.title} description={field.help} value={typeof stored === 'string' ? stored : ''} readOnly={read_only} error={problem_at(problems, path)}
          onChange={(event) => change(path, event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        />
      )
    case 'condition':
      return (
        <div className={styles.condition}>
          <ConditionField
            label={field.title} required={field.required} value={typeof stored === 'string' ? stored : ''} disabled={read_only} error={problem_at(problems, path)}
            on_change={(next) => change(path, next === '' && !field.required ? undefined : next)}
          />
          <ConditionBuilder value={typeof stored === 'string' ? stored : ''} disabled={read_only} on_change={(next) => change(path, next)} />
        </div>
      )
    default: return <TextField field={field} path={path} />
  }
}
