// One of the names a shop knows. Few of them are the device's own list; many can be searched by typing.
import { NativeSelect, Select } from '@mantine/core'
import type { Choice } from './choices'
import { with_chosen } from './choices'
import styles from './FilterBar.module.css'

const kWithoutSearch = 20

interface ChoiceFieldProps {
  label: string
  none: string // what it is called when nothing is chosen
  choices: readonly Choice[]
  value: string | undefined
  on_change: (value: string | null) => void
}

export function ChoiceField({ label, none, choices, value, on_change }: ChoiceFieldProps) {
  const all = with_chosen(choices, value)
  if (all.length <= kWithoutSearch) {
    return (
      <NativeSelect
        size="sm" label={label} className={styles.source} value={value ?? ''} data={[{ value: '', label: none }, ...all]}
        onChange={(event) => on_change(event.currentTarget.value || null)}
      />
    )
  }
  return (
    <Select
      size="sm" label={label} className={styles.source} value={value ?? null} data={all} placeholder={none} searchable clearable limit={100}
      comboboxProps={{ width: 320, position: 'bottom-start', shadow: 'md' }} onChange={on_change}
    />
  )
}
