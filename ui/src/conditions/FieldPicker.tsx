// One field out of a hundred: grouped as the server groups them, found by titles of both languages.
import { Select, type OptionsFilter } from '@mantine/core'
import { useMemo } from 'react'
import type { ConditionField, FieldScope } from '../client/segment_types'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import { field_of } from './draft'
import { useEditing } from './editing'
import { grouped, haystack, matches } from './picker'

// A question that was just added begins with its field.
const focus = (field: HTMLInputElement | null) => field?.focus()

interface FieldPickerProps {
  scope: FieldScope
  value: string // '': none yet
  wrong: boolean
  on_choose: (field: ConditionField) => void
}

export function FieldPicker({ scope, value, wrong, on_choose }: FieldPickerProps) {
  const { text } = useWords()
  const { fields, book, elsewhere } = useEditing()
  const data = useMemo(
    () => grouped(fields, scope).map(({ title, fields: of_group }) => ({ group: title, items: of_group.map((field) => ({ value: field.name, label: field.title })) })),
    [fields, scope],
  )
  const filter = useMemo<OptionsFilter>(() => {
    const hay = new Map(fields.fields.flatMap((field) => (field.scope === scope ? [[field.name, haystack(field, field_of(elsewhere, scope, field.name))] as const] : [])))
    return ({ options, search }) =>
      options.flatMap((option) => {
        if (!('items' in option)) return []
        const items = option.items.filter(({ value: name }) => matches(hay.get(name) ?? '', search.trim()))
        return items.length > 0 ? [{ ...option, items }] : []
      })
  }, [fields, elsewhere, scope])
  const chosen = field_of(book, scope, value)
  return (
    <Select
      size="sm" className={styles.field ?? ''} aria-label={text.segments.editor.field} placeholder={text.segments.editor.field_placeholder} searchable allowDeselect={false}
      data={data} filter={filter} value={chosen ? value : null} nothingFoundMessage={text.segments.editor.field_none} maxDropdownHeight={420} error={wrong}
      comboboxProps={{ width: 340, position: 'bottom-start', shadow: 'md', keepMounted: false }} ref={value === '' ? focus : null} title={chosen?.description}
      renderOption={({ option }) => {
        const field = field_of(book, scope, option.value)
        return (
          <span className={styles.option}>
            <span>{option.label}</span>
            {field?.description ? <small>{field.description}</small> : null}
          </span>
        )
      }}
      onChange={(name) => {
        const field = field_of(book, scope, name ?? '')
        if (field) on_choose(field)
      }}
    />
  )
}
