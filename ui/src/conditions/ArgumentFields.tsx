// What a field needs to know before it can be asked: by which channel; borders of levels, if they are not the usual ones.
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConditionField, FieldParameter } from '../client/segment_types'
import { DayField } from '../kit/DayField'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import type { Leaf } from './draft'
import { NumberField } from './NumberField'

interface ArgumentFieldsProps {
  leaf: Leaf
  field: ConditionField
  wrong: boolean
  on_change: (values: Record<string, string>) => void
}

interface OneProps {
  parameter: FieldParameter
  value: string
  wrong: boolean
  on_change: (value: string) => void
}

function One({ parameter, value, wrong, on_change }: OneProps) {
  const { title, type, required, choices } = parameter
  if (choices) {
    return (
      <NativeSelect
        size="sm" className={styles.kind ?? ''} aria-label={title} value={value} error={wrong && required && value === ''} onChange={(event) => on_change(event.currentTarget.value)}
        data={[...(required && value !== '' ? [] : [{ value: '', label: '–' }]), ...choices.map((choice) => ({ value: choice.code, label: choice.title }))]}
      />
    )
  }
  if (type === 'integer' || type === 'money') return <NumberField label={title} value={value} wrong={wrong && required && value === ''} on_change={on_change} />
  if (type === 'day') return <DayField label={title} label_hidden value={value} on_change={on_change} className={styles.day} />
  return <TextInput size="sm" aria-label={title} value={value} error={wrong && required && value === ''} className={styles.name ?? ''} onChange={(event) => on_change(event.currentTarget.value)} />
}

export function RequiredArguments({ leaf, field, wrong, on_change }: ArgumentFieldsProps) {
  return (
    <>
      {(field.parameters ?? []).filter(({ required }) => required).map((parameter) => (
        <One
          key={parameter.name} parameter={parameter} value={leaf.arguments[parameter.name] ?? ''} wrong={wrong}
          on_change={(value) => on_change({ ...leaf.arguments, [parameter.name]: value })}
        />
      ))}
    </>
  )
}

// Folded away while all of them are the usual ones.
export function OptionalArguments({ leaf, field, on_change }: Omit<ArgumentFieldsProps, 'wrong'>) {
  const { text } = useWords()
  const optional = (field.parameters ?? []).filter(({ required }) => !required)
  const [opened, set_opened] = useState(() => optional.some(({ name }) => leaf.arguments[name]))
  if (optional.length === 0) return null
  return (
    <>
      <button type="button" className={styles.quiet} aria-expanded={opened} onClick={() => set_opened(!opened)}>{text.segments.editor.more_arguments}</button>
      {opened ? (
        <span className={styles.arguments}>
          {optional.map((parameter) => (
            <label key={parameter.name} className={styles.argument}>
              <span>{parameter.title}</span>
              <One parameter={parameter} value={leaf.arguments[parameter.name] ?? ''} wrong={false} on_change={(value) => on_change({ ...leaf.arguments, [parameter.name]: value })} />
            </label>
          ))}
        </span>
      ) : null}
    </>
  )
}
