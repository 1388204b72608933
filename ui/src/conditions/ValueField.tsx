// What a field is compared with: one value, two, or a list, in the field's own kind.
import { Autocomplete, MultiSelect, NativeSelect, TagsInput } from '@mantine/core'
import { usePlace } from '../client/session'
import type { ConditionField } from '../client/segment_types'
import { DayField } from '../kit/DayField'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import { values_wanted, type Leaf } from './draft'
import { NumberField } from './NumberField'
import { plain_number } from './numbers'

interface ValueFieldProps {
  leaf: Leaf
  field: ConditionField
  wrong: boolean
  on_change: (values: string[]) => void
}

const kShownNames = 50

function useUnit(field: ConditionField): string | undefined {
  const { language } = useWords()
  const { shop } = usePlace()
  if (field.type === 'money') return shop.currency === 'JPY' && language === 'ja' ? '円' : shop.currency
  return field.unit_title || undefined
}

interface OneProps {
  field: ConditionField
  label: string
  value: string
  wrong: boolean
  on_change: (value: string) => void
}

function One({ field, label, value, wrong, on_change }: OneProps) {
  const { text } = useWords()
  const unit = useUnit(field)
  switch (field.type) {
    case 'integer': return <NumberField label={label} value={value} unit={unit} wrong={wrong} on_change={on_change} />
    case 'money': return <NumberField label={label} value={value} unit={unit} wide wrong={wrong} on_change={on_change} />
    case 'day': return <DayField label={label} label_hidden value={value} on_change={on_change} className={styles.day} />
    case 'choice': return (
      <NativeSelect
        size="sm" aria-label={label} value={value} error={wrong} data={[...(value === '' ? [{ value: '', label: '' }] : []), ...(field.choices ?? []).map(({ code, title }) => ({ value: code, label: title }))]}
        onChange={(event) => on_change(event.currentTarget.value)}
      />
    )
    default: return (
      <Autocomplete
        size="sm" aria-label={label} placeholder={text.segments.editor.names_hint} className={styles.name ?? ''} value={value} error={wrong} data={field.known_values ?? []} limit={kShownNames}
        comboboxProps={{ shadow: 'md' }} onChange={on_change}
      />
    )
  }
}

function List({ field, values, wrong, on_change }: { field: ConditionField; values: string[]; wrong: boolean; on_change: (values: string[]) => void }) {
  const { text } = useWords()
  const label = text.segments.editor.value
  if (field.type === 'choice') {
    return (
      <MultiSelect
        size="sm" aria-label={label} className={styles.list ?? ''} value={values} error={wrong} data={(field.choices ?? []).map(({ code, title }) => ({ value: code, label: title }))}
        comboboxProps={{ shadow: 'md' }} onChange={on_change}
      />
    )
  }
  const numeric = field.type === 'integer'
  return (
    <TagsInput
      size="sm" aria-label={label} className={styles.list ?? ''} placeholder={values.length > 0 ? '' : numeric ? text.segments.editor.values_hint : text.segments.editor.names_hint} value={values}
      error={wrong} data={field.known_values ?? []} limit={kShownNames} splitChars={numeric ? [',', '、', ' ', '　'] : ['\t', '\n']} acceptValueOnBlur comboboxProps={{ shadow: 'md' }}
      onChange={(next) => on_change(numeric ? next.map(plain_number).filter((value) => /^-?\d+$/.test(value)) : next)}
    />
  )
}

export function ValueField({ leaf, field, wrong, on_change }: ValueFieldProps) {
  const { text } = useWords()
  const words = text.segments.editor
  const [first = '', second = ''] = leaf.values
  switch (values_wanted(leaf.op)) {
    case 'none': return null
    case 'one': return <One field={field} label={words.value} value={first} wrong={wrong} on_change={(value) => on_change([value])} />
    case 'list': return <List field={field} values={leaf.values} wrong={wrong} on_change={on_change} />
    case 'two': return (
      <span className={styles.pair}>
        <One field={field} label={words.value} value={first} wrong={wrong} on_change={(value) => on_change([value, second])} />
        <span>{words.from_to}</span>
        <One field={field} label={words.value_to} value={second} wrong={wrong} on_change={(value) => on_change([first, value])} />
      </span>
    )
  }
}
