// Who stands behind a cell that no condition can say becomes a list: named here, kept as of the day that was asked.
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import type { Query } from '../../client/http'
import { useKeepCell } from '../../client/segment_queries'
import type { Segment } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { cell_list } from './cell_list'
import styles from './Numbers.module.css'

interface KeepCellProps {
  analysis: string
  question: Query
  proposed: string
  opened: boolean
  on_close: () => void
  on_kept: (segment: Segment) => void
}

export function KeepCell({ analysis, question, proposed, opened, on_close, on_kept }: KeepCellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const keep = useKeepCell(shop.id)
  const [name, set_name] = useState(proposed)
  const save = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(cell_list(name.trim(), analysis, question), { onSuccess: on_kept })
  }
  return (
    <Modal opened={opened} onClose={on_close} title={text.segments.keep_title} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
      <form onSubmit={save}>
        <p className={styles.lead}>{text.segments.keep_text}</p>
        <TextInput label={text.segments.name} value={name} required data-autofocus onChange={(event) => set_name(event.currentTarget.value)} />
        {keep.isError ? <Note tone="bad">{explain(keep.error, text)}</Note> : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={on_close}>{text.actions.cancel}</Button>
          <Button type="submit" disabled={name.trim() === ''} loading={keep.isPending}>{text.segments.keep}</Button>
        </Group>
      </form>
    </Modal>
  )
}
