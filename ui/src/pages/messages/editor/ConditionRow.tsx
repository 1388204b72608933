// For whom a block is: everybody, or those for whom one comparison holds; whoever wants more writes it.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { change_block, type Block } from '../../../mails/blocks'
import { kComparisons, read_condition, write_condition, type Comparison, type SimpleCondition } from '../../../mails/condition'
import { useMail } from './mail_context'

function Simple({ simple, on_change }: { simple: SimpleCondition; on_change: (condition: string) => void }) {
  const { text } = useWords()
  const { fields, read_only } = useMail()
  const said = text.messages.condition
  const is_number = (name: string) => fields.find((field) => field.name === name)?.kind === 'number'
  const put = (change: Partial<SimpleCondition>) => {
    const next = { ...simple, ...change }
    on_change(write_condition(next, is_number(next.field)))
  }
  const compared = simple.comparison !== 'filled' && simple.comparison !== 'empty'
  const comparisons = kComparisons.filter((one) => is_number(simple.field) || (one !== '>=' && one !== '<='))
  return (
    <>
      <NativeSelect size="xs" aria-label={said.field} value={simple.field} disabled={read_only} data={fields.map(({ name, title }) => ({ value: name, label: title }))} onChange={(event) => put({ field: event.currentTarget.value })} />
      <NativeSelect
        size="xs" aria-label={said.comparison} value={simple.comparison} disabled={read_only} data={comparisons.map((one) => ({ value: one, label: said.comparisons[one] ?? one }))}
        onChange={(event) => put({ comparison: event.currentTarget.value as Comparison })}
      />
      {compared ? <TextInput size="xs" w={110} aria-label={said.value} value={simple.value} readOnly={read_only} onChange={(event) => put({ value: event.currentTarget.value })} /> : null}
    </>
  )
}

export function ConditionRow({ block }: { block: Block }) {
  const { text } = useWords()
  const { fields, change_document, read_only } = useMail()
  const simple = read_condition(block.condition)
  const [free, set_free] = useState(block.condition !== '' && simple === null)
  const said = text.messages.condition
  const put = (condition: string) => change_document((before) => change_block(before, { ...block, condition }), `${block.id}:condition`)
  if (block.condition === '' && !free) {
    if (read_only) return null
    return <Button size="compact-xs" variant="subtle" className={styles.start ?? ''} onClick={() => put(write_condition({ field: fields[0]?.name ?? 'stage', comparison: 'filled', value: '' }, false))}>{said.only}</Button>
  }
  return (
    <div className={styles.condition} role="group" aria-label={said.shown_to}>
      <span className={styles.soft}>{said.shown_to}</span>
      {free || simple === null ? (
        <TextInput size="xs" className={styles.free ?? ''} aria-label={said.as_text} value={block.condition} readOnly={read_only} spellCheck={false} onChange={(event) => put(event.currentTarget.value)} />
      ) : <Simple simple={simple} on_change={put} />}
      {read_only ? null : (
        <>
          {simple !== null || free ? <Button size="compact-xs" variant="subtle" disabled={free && simple === null} onClick={() => set_free(!free)}>{free ? said.simple : said.free}</Button> : null}
          <Button
            size="compact-xs" variant="subtle"
            onClick={() => {
              set_free(false)
              put('')
            }}
          >
            {said.everybody}
          </Button>
        </>
      )}
    </div>
  )
}
