// A condition that stands as text somewhere else, built with the form in a window of its own: a button, and what it opens.
import { Button, Group, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { QueryPanel } from '../client/QueryPanel'
import { condition_fields_query } from '../client/segment_queries'
import type { ConditionFields } from '../client/segment_types'
import { usePlace } from '../client/session'
import { Shimmer } from '../kit/Shimmer'
import { useWords } from '../locales'
import { ConditionEditor } from './ConditionEditor'
import { ConditionSteps } from './ConditionSteps'
import styles from './Conditions.module.css'
import { CountPanel } from './CountPanel'
import { book_of } from './draft'
import { is_sound, useCondition } from './useCondition'

interface ConditionBuilderProps {
  value: string
  disabled?: boolean
  on_change: (condition: string) => void
}

interface BenchProps {
  fields: ConditionFields
  value: string
  on_take: (condition: string) => void
  on_close: () => void
}

function Bench({ fields, value, on_take, on_close }: BenchProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const book = useMemo(() => book_of(fields.fields), [fields])
  const state = useCondition(shop.id, book, { text: value })
  return (
    <div className={styles.builder}>
      <div>
        <ConditionSteps state={state} />
        <ConditionEditor fields={fields} book={book} state={state} />
      </div>
      <div className={styles.builder_side}>
        <CountPanel state={state} />
        <Group>
          <Button disabled={!is_sound(state)} onClick={() => on_take(state.counted?.condition ?? value)}>{text.segments.editor.take}</Button>
          <Button variant="subtle" onClick={on_close}>{text.actions.cancel}</Button>
        </Group>
      </div>
    </div>
  )
}

export function ConditionBuilder({ value, disabled = false, on_change }: ConditionBuilderProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const [opened, set_opened] = useState(false)
  const fields = useQuery({ ...condition_fields_query(shop.id, language), enabled: opened })
  const take = (condition: string) => {
    on_change(condition)
    set_opened(false)
  }
  return (
    <>
      <Button size="compact-sm" variant="light" disabled={disabled} onClick={() => set_opened(true)}>{text.segments.editor.build}</Button>
      <Modal opened={opened} onClose={() => set_opened(false)} size={1080} title={text.segments.editor.form} closeButtonProps={{ 'aria-label': text.actions.close }}>
        <QueryPanel query={fields} skeleton={<Shimmer height={320} />}>
          {(known) => <Bench fields={known} value={value} on_take={take} on_close={() => set_opened(false)} />}
        </QueryPanel>
      </Modal>
    </>
  )
}
