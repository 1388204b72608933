// Name and condition of a segment, kept together; a way back to what was kept before.
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { useChangeSegment } from '../../client/segment_queries'
import type { Segment } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { is_sound, type ConditionState } from '../../conditions/useCondition'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { kLongestName } from './NamePopover'
import styles from './Segments.module.css'

interface SaveBarProps {
  segment: Segment
  state: ConditionState
  on_discard: () => void
}

export function SaveBar({ segment, state, on_discard }: SaveBarProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const change = useChangeSegment(shop.id, segment.id)
  const [name, set_name] = useState(segment.name)
  const condition = state.counted?.condition ?? segment.condition
  const other_name = name.trim() !== segment.name
  const other_condition = !state.settled || state.missing.size > 0 || condition !== segment.condition
  const dirty = other_name || (state.counted !== undefined && other_condition)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...(other_name ? { name: name.trim() } : {}), ...(condition === segment.condition ? {} : { condition }) }
    change.mutate(body, { onSuccess: () => tell(text.segments.saved) })
  }
  const discard = () => {
    set_name(segment.name)
    on_discard()
  }
  return (
    <Card>
      <form className={styles.keep} onSubmit={save}>
        <TextInput size="sm" label={text.segments.name} maxLength={kLongestName} value={name} onChange={(event) => set_name(event.currentTarget.value)} />
        {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
        {dirty ? (
          <>
            <p className={styles.soft} role="status">{text.segments.unsaved}</p>
            <div className={styles.buttons}>
              <Button type="submit" loading={change.isPending} disabled={name.trim() === '' || !is_sound(state)}>{text.segments.save}</Button>
              <Button variant="subtle" onClick={discard}>{text.segments.discard}</Button>
            </div>
          </>
        ) : null}
      </form>
    </Card>
  )
}
