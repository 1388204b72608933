// What came of it: one press for most, a day and hour for "call again", a note for whoever reads it next.
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { useRecordResult, useReopenTask } from '../../client/queries'
import { usePlace } from '../../client/session'
import type { Task, TaskResult } from '../../client/types'
import { DayField } from '../../kit/DayField'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Today.module.css'

const kResults: readonly TaskResult[] = ['reached', 'bought', 'absent', 'call_again', 'refused', 'wrong_number']

export function ResultForm({ task, day, on_close }: { task: Task; day: string; on_close: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const record = useRecordResult(shop.id)
  const reopen = useReopenTask(shop.id)
  const [result, set_result] = useState<TaskResult | null>(null)
  const [note, set_note] = useState('')
  const [again_day, set_again_day] = useState(day)
  const [again_time, set_again_time] = useState('18:00')
  const save = () => {
    if (!result) return
    const again = result === 'call_again' ? { call_again_day: again_day, call_again_time: again_time } : {}
    const said = text.today.recorded(task.customer_name || task.customer_number, text.today.results[result] ?? result)
    const way_back = { label: text.actions.undo, run: () => reopen.mutate(task.id) }
    // A promise, because the card has left the list before this is told: callbacks of a component that is gone never run.
    record.mutateAsync({ id: task.id, result, note, ...again }).then(
      (saved) => {
        on_close()
        tell(said, saved.state === 'open' ? undefined : way_back)
      },
      () => {}, // said by the form, below
    )
  }
  return (
    <div className={styles.answer}>
      <div className={styles.choices} role="radiogroup" aria-label={text.today.record}>
        {kResults.map((one) => (
          <Button key={one} size="sm" role="radio" aria-checked={result === one} variant={result === one ? 'filled' : 'default'} onClick={() => set_result(one)}>
            {text.today.results[one]}
          </Button>
        ))}
      </div>
      {result ? <p className={styles.soft}>{text.today.result_hints[result]}</p> : null}
      {result === 'call_again' ? (
        <div className={styles.again}>
          <DayField label={text.today.again_day} value={again_day} minimum={day} on_change={set_again_day} />
          <TextInput label={text.today.again_time} type="time" value={again_time} onChange={(event) => set_again_time(event.currentTarget.value)} />
        </div>
      ) : null}
      <Textarea label={text.today.note} autosize minRows={2} maxLength={500} value={note} onChange={(event) => set_note(event.currentTarget.value)} />
      {record.isError ? <Note tone="bad">{explain(record.error, text)}</Note> : null}
      <div className={styles.buttons}>
        <Button size="sm" disabled={!result} loading={record.isPending} onClick={save}>{text.today.save}</Button>
        <Button size="sm" variant="subtle" onClick={on_close}>{text.actions.cancel}</Button>
      </div>
    </div>
  )
}
