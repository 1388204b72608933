// One answer: the drawing of its analysis or its table, the day and the rules it rests on, and what the number is.
import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { createElement, Suspense } from 'react'
import type { DrawingProps } from '../../analyses/common/drawing'
import { ResultTable } from '../../analyses/common/ResultTable'
import { drawing_of } from '../../analyses/drawings'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Descriptor, Result } from '../../client/types'
import { question_of, type CellChoice, type Search } from '../../filters/search'
import { Empty } from '../../kit/Empty'
import { format_day } from '../../kit/format'
import { Shimmer } from '../../kit/Shimmer'
import { useWords, type Words } from '../../locales'
import { AboutDrawer } from './AboutDrawer'
import styles from './Numbers.module.css'

export interface AskedProps {
  descriptor: Descriptor
  query: UseQueryResult<Result>
  search: Search
  on_change: (values: Record<string, string | null>) => void
  as_table: boolean
}

// Back to the values a question has by itself: the way on from one that the server refuses.
export function ResetQuestion({ search, on_change }: Pick<AskedProps, 'search' | 'on_change'>) {
  const { text } = useWords()
  const reset = Object.fromEntries(Object.keys(question_of(search)).map((name) => [name, null]))
  return <Button size="xs" variant="default" onClick={() => on_change(reset)}>{text.actions.reset}</Button>
}

export function foot_of({ as_of, assumptions }: Result, { language, text }: Words): string {
  return [text.numbers.as_of_note(format_day(as_of ?? '', language)), ...assumptions.flatMap(({ key }) => text.numbers.same_day[key] ?? [])].join(' · ')
}

// What an analysis had to suppose where its numbers stand, beside the rule of the day, which the foot tells.
export function Assumptions({ result }: { result: Result }) {
  const { text } = useWords()
  const told = result.assumptions.filter(({ key }) => text.numbers.same_day[key] === undefined)
  if (told.length === 0) return null
  return <ul className={styles.assumptions} aria-label={text.about.assumptions}>{told.map(({ key, message }) => <li key={key}>{message}</li>)}</ul>
}

export function Content({ as_table, ...drawing }: DrawingProps & { as_table: boolean }) {
  const { text } = useWords()
  const { descriptor, result } = drawing
  if (result.rows.length === 0) return <Empty title={text.numbers.nothing_title[result.unit] ?? text.numbers.nothing}>{text.numbers.nothing_text}</Empty>
  if (as_table) return <ResultTable result={result} descriptor={descriptor} label={descriptor.title} height={640} />
  return <Suspense fallback={<Shimmer height={480} />}>{createElement(drawing_of(descriptor.name).Draw, drawing)}</Suspense>
}

interface AnswerProps extends AskedProps {
  open_cell: (cell: CellChoice) => void
  about: boolean
  on_close: () => void
}

export function Answer({ query, as_table, about, on_close, ...drawing }: AnswerProps) {
  const words = useWords()
  const { shop } = usePlace()
  return (
    <QueryPanel query={query} skeleton={<Shimmer height={480} />} when_refused={<ResetQuestion search={drawing.search} on_change={drawing.on_change} />}>
      {(result) => (
        <div className={styles.content}>
          <Content as_table={as_table} shop={shop.id} result={result} {...drawing} />
          <Assumptions result={result} />
          <p className={styles.foot}>{foot_of(result, words)}</p>
          <AboutDrawer opened={about} descriptor={drawing.descriptor} result={result} on_close={on_close} />
        </div>
      )}
    </QueryPanel>
  )
}
