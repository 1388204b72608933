// "The product is one of these": for every fact named, one of the values.
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../client/journey_types'
import { useWords } from '../../../locales'
import { value_at } from '../model/path'
import type { FieldProps } from './Field'
import { problem_at } from './field_paths'
import styles from './Form.module.css'
import { useForm } from './form_context'

interface Rule {
  fact: string
  values: string // a line each, as typed
}

function read(stored: unknown): Rule[] {
  if (typeof stored !== 'object' || stored === null) return []
  return Object.entries(stored).map(([fact, values]) => ({ fact, values: Array.isArray(values) ? values.join('\n') : '' }))
}

function written(rules: readonly Rule[]): JsonObject | undefined {
  const named = rules.filter(({ fact }) => fact.trim() !== '')
  if (named.length === 0) return undefined
  return Object.fromEntries(named.map(({ fact, values }) => [fact.trim(), values.split('\n').map((line) => line.trim()).filter((line) => line !== '')]))
}

export function MatchField({ field, path }: FieldProps) {
  const { text } = useWords()
  const { value, change, problems, read_only } = useForm()
  // As typed: a rule whose fact has no name yet is none for the server.
  const [rules, set_rules] = useState<Rule[]>(() => read(value_at(value, path)))
  const problem = problem_at(problems, path)
  const put = (next: Rule[]) => {
    set_rules(next)
    change(path, written(next))
  }
  if (read_only && rules.length === 0) return null
  return (
    <fieldset className={styles.list}>
      <legend>{field.title}</legend>
      {problem ? <p className={styles.problem} role="alert">{problem}</p> : null}
      {rules.map((rule, index) => (
        <div key={index} className={styles.item}>
          <TextInput
            label={text.journeys.form.match_fact} value={rule.fact} readOnly={read_only}
            onChange={(event) => put(rules.with(index, { ...rule, fact: event.currentTarget.value }))}
          />
          <Textarea
            label={text.journeys.form.match_values} value={rule.values} autosize minRows={1} readOnly={read_only}
            onChange={(event) => put(rules.with(index, { ...rule, values: event.currentTarget.value }))}
          />
          {read_only ? null : <Button size="compact-xs" variant="subtle" onClick={() => put(rules.toSpliced(index, 1))}>{text.journeys.form.match_remove}</Button>}
        </div>
      ))}
      {read_only ? null : <Button size="xs" variant="default" className={styles.add ?? ''} onClick={() => put([...rules, { fact: 'product', values: '' }])}>{text.journeys.form.match_add}</Button>}
    </fieldset>
  )
}
