// セグメント: every named kind of customer, how many they are, who came and went, and what uses it.
import { Button, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { QueryPanel } from '../../client/QueryPanel'
import { segments_query } from '../../client/segment_queries'
import type { Segment } from '../../client/segment_types'
import { useMay, usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { Empty } from '../../kit/Empty'
import { SearchIcon } from '../../kit/icons'
import { useKeys } from '../../kit/keys'
import { Note } from '../../kit/Note'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { SegmentRows } from './SegmentRows'
import { found } from './segment_search'
import styles from './Segments.module.css'

const kFewEnoughToSee = 8

function Create({ variant }: { variant?: 'default' }) {
  const { text } = useWords()
  const { shop } = usePlace()
  return <Button {...(variant ? { variant } : {})} renderRoot={(props) => <Link to="/shops/$shop/segments/new" params={{ shop: shop.id }} {...props} />}>{text.segments.create}</Button>
}

function List({ segments }: { segments: readonly Segment[] }) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const field = useRef<HTMLInputElement>(null)
  useKeys([{ combo: '/', title: text.keys.search, run: () => field.current?.select() }])
  const words = search['words'] ?? ''
  const shown = found(segments, words)
  return (
    <>
      {segments.length > kFewEnoughToSee || words !== '' ? (
        <TextInput
          ref={field} type="search" className={styles.search ?? ''} aria-label={text.segments.search} placeholder={text.segments.search} leftSection={<SearchIcon size={16} />} defaultValue={words} aria-keyshortcuts="/"
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
      ) : null}
      {shown.length === 0 ? <p className={styles.soft}>{text.segments.none_found(words)}</p> : <SegmentRows segments={shown} />}
    </>
  )
}

export function SegmentsPage() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const query = useQuery(segments_query(shop.id, language))
  const some = (query.data?.length ?? 0) > 0
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{text.segments.title}</Title>
          <p className={styles.soft}>{text.segments.lead}</p>
        </div>
        {may_manage && some ? <Create /> : null}
      </header>
      {may_manage ? null : <Note>{text.segments.read_only}</Note>}
      <QueryPanel
        query={query} skeleton={<Shimmer height={420} />} is_empty={(segments) => segments.length === 0}
        empty={<Empty title={text.segments.empty_title} action={may_manage ? <Create /> : null}>{text.segments.empty_text}</Empty>}
      >
        {(segments) => <List segments={segments} />}
      </QueryPanel>
    </div>
  )
}
