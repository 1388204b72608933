// Which column is what. Saved by name, for the next file of the same kind.
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { useSaveMapping } from '../../client/queries'
import type { Id, ImportField, Inspection, Mapping } from '../../client/types'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { Term } from '../../kit/Term'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { all_columns, is_wanting } from './model'
import { SavedMappings } from './SavedMappings'

interface MappingEditorProps {
  shop: Id
  fields: readonly ImportField[]
  inspection: Inspection
  mapping: Mapping
  on_change: (mapping: Mapping) => void
}

export function MappingEditor({ shop, fields, inspection, mapping, on_change }: MappingEditorProps) {
  const { text } = useWords()
  const save = useSaveMapping(shop)
  const [name, set_name] = useState('')
  const columns = all_columns(inspection)
  const choices = columns.map((column) => ({ value: column, label: column }))
  const none = { value: '', label: text.import.not_used }
  // What a profile reads can be read from another column, but not be left out: that would be another profile.
  const by_hand = inspection.profile === null
  const is_fixed = (field: string) => inspection.profile !== null && inspection.mapping[field] !== undefined
  const store = () =>
    save.mutate({ name, mapping }, { onSuccess: () => tell(text.import.mapping_saved) })
  return (
    <div className={styles.mapping}>
      <p className={styles.quiet}>{text.import.mapping_hint}</p>
      <SavedMappings shop={shop} on_choose={(chosen) => on_change({ ...mapping, ...chosen })} />
      <div className={styles.fields}>
        {fields.map((field) => {
          const id = `field-${field.name}`
          return (
            <div key={field.name} className={styles.field} data-missing={is_wanting(field, inspection, mapping) || undefined}>
              <label htmlFor={id}>
                <Term title={field.title} description={field.description} />
                {by_hand && field.required ? <span className={styles.required}>{text.import.required}</span> : null}
                {by_hand && field.one_of.length > 0 ? <span className={styles.required}>{text.import.need_one}</span> : null}
              </label>
              <NativeSelect
                id={id} size="xs" value={mapping[field.name] ?? ''} data={is_fixed(field.name) ? choices : [none, ...choices]}
                onChange={(event) => on_change({ ...mapping, [field.name]: event.currentTarget.value })}
              />
            </div>
          )
        })}
      </div>
      <Group align="flex-end" gap="sm">
        <TextInput size="sm" label={text.import.mapping_name} value={name} onChange={(event) => set_name(event.currentTarget.value)} />
        <Button size="sm" variant="default" disabled={name.trim() === ''} loading={save.isPending} onClick={store}>{text.actions.save}</Button>
      </Group>
      {save.isError ? <Note tone="bad">{explain(save.error, text)}</Note> : null}
    </div>
  )
}
