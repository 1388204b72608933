// What every page shows around its data: a skeleton of the right shape, then the content; when nothing came, what
// happened, what it means and a way on. Content that is already there stays through a refetch.
import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Note } from '../kit/Note'
import { Shimmer } from '../kit/Shimmer'
import { useWords } from '../locales'
import { explain } from './explain'
import { ApiError } from './http'

const kRefused = 400 // the question itself is wrong: a parameter out of bounds, no such choice

// An answer that comes at once, as under a slider, replaces the one before without a flicker.
const kWaiting = { opacity: 0.65, transition: 'opacity 120ms 250ms' }
const kThere = { opacity: 1, transition: 'opacity 120ms' }

interface QueryPanelProps<T> {
  query: UseQueryResult<T>
  skeleton?: ReactNode
  is_empty?: (data: T) => boolean
  empty?: ReactNode
  when_refused?: ReactNode // the way on from a question the server refuses: asking it again would not help
  children: (data: T) => ReactNode
}

export function QueryPanel<T>({ query, skeleton, is_empty, empty, when_refused, children }: QueryPanelProps<T>) {
  const { text } = useWords()
  const refused = query.error instanceof ApiError && query.error.status === kRefused
  if (query.data === undefined && query.isError) {
    return (
      <Note
        tone="bad" title={text.errors.title}
        actions={refused && when_refused ? when_refused : <Button size="xs" variant="default" onClick={() => void query.refetch()}>{text.actions.retry}</Button>}
      >
        {explain(query.error, text)}
      </Note>
    )
  }
  if (query.data === undefined) return <div aria-busy="true">{skeleton ?? <Shimmer height={320} />}</div>
  const stale_error = query.isError ? <Note tone="bad" title={text.errors.title}>{explain(query.error, text)}</Note> : null
  return (
    <div style={query.isPlaceholderData ? kWaiting : kThere} aria-busy={query.isPlaceholderData}>
      {stale_error}
      {is_empty?.(query.data) ? empty : children(query.data)}
    </div>
  )
}
