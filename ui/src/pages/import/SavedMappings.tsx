// Mappings kept by name: chosen for the file at hand, deleted when no file needs them any more. Deleting asks nothing
// beforehand, it can be undone.
import { Button, Group, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { mappings_query, useRemoveMapping, useSaveMapping } from '../../client/queries'
import type { Id, Mapping, NamedMapping } from '../../client/types'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Import.module.css'

interface SavedMappingsProps {
  shop: Id
  on_choose: (mapping: Mapping) => void
}

export function SavedMappings({ shop, on_choose }: SavedMappingsProps) {
  const { text } = useWords()
  const saved = useQuery(mappings_query(shop))
  const remove = useRemoveMapping(shop)
  const restore = useSaveMapping(shop)
  const [name, set_name] = useState('')
  const chosen = saved.data?.find((one) => one.name === name)
  const choose = (next: string) => {
    set_name(next)
    const found = saved.data?.find((one) => one.name === next)
    if (found) on_choose(found.mapping)
  }
  const bring_back = (mapping: NamedMapping) =>
    restore.mutate(mapping, { onSuccess: () => tell(text.import.mapping_restored(mapping.name)) })
  const forget = (mapping: NamedMapping) =>
    remove.mutate(mapping.name, {
      onSuccess: () => {
        set_name('')
        tell(text.import.mapping_removed(mapping.name), { label: text.actions.undo, run: () => bring_back(mapping) })
      },
    })
  const failure = remove.error ?? restore.error
  return (
    <>
      {saved.data && saved.data.length > 0 ? (
        <Group gap="sm" align="flex-end" className={styles.saved}>
          <NativeSelect
            size="sm" label={text.import.saved_mappings} className={styles.saved_choice} value={chosen ? name : ''}
            data={[{ value: '', label: text.actions.choose }, ...saved.data.map((one) => ({ value: one.name, label: one.name }))]}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          {chosen ? (
            <Button size="sm" variant="default" loading={remove.isPending} onClick={() => forget(chosen)}>{text.import.mapping_remove}</Button>
          ) : null}
        </Group>
      ) : null}
      {failure ? <Note tone="bad">{explain(failure, text)}</Note> : null}
    </>
  )
}
