// A segment in the making: its condition may come along in the URL, from a cell of an analysis or from a colleague.
import { Button, TextInput, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { useCreateSegment } from '../../client/segment_queries'
import { useMay, usePlace } from '../../client/session'
import { is_sound, type ConditionState } from '../../conditions/useCondition'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { kLongestName } from './NamePopover'
import styles from './Segments.module.css'
import { Workbench } from './Workbench'

function Keep({ state, proposed }: { state: ConditionState; proposed: string }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const create = useCreateSegment(shop.id)
  const [name, set_name] = useState(proposed)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!state.counted) return
    create.mutate({ name: name.trim(), kind: 'live', condition: state.counted.condition }, {
      onSuccess: (segment) => {
        tell(text.segments.created(segment.name))
        void navigate({ to: '/shops/$shop/segments/$segment', params: { shop: shop.id, segment: segment.id } })
      },
    })
  }
  return (
    <Card>
      <form className={styles.keep} onSubmit={save}>
        <TextInput size="sm" label={text.segments.name} placeholder={text.segments.name_placeholder} maxLength={kLongestName} value={name} onChange={(event) => set_name(event.currentTarget.value)} />
        {create.isError ? <Note tone="bad">{explain(create.error, text)}</Note> : null}
        <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || !is_sound(state)}>{text.segments.save_new}</Button>
      </form>
    </Card>
  )
}

export function NewSegmentPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const { search } = useSearchState()
  const [start] = useState({ text: search['condition'] })
  return (
    <div className={styles.page}>
      <header>
        <Link to="/shops/$shop/segments" params={{ shop: shop.id }} className={styles.back}>← {text.segments.back}</Link>
        <Title order={1} size="h3">{text.segments.new_title}</Title>
      </header>
      <Workbench
        start={start} saved="everyone"
        aside={(state) => (may_manage ? <Keep state={state} proposed={search['name'] ?? ''} /> : <Note>{text.segments.read_only}</Note>)}
      />
    </div>
  )
}
