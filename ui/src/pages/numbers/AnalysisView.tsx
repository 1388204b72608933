// One analysis: its filter bar, its tools, and its result as drawing or table.
import { useQuery } from '@tanstack/react-query'
import { createElement } from 'react'
import type { DrawingProps } from '../../analyses/common/drawing'
import { ResultTable } from '../../analyses/common/ResultTable'
import { kDrawings } from '../../analyses/drawings'
import { analysis_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Descriptor, Result, Summary } from '../../client/types'
import { FilterBar } from '../../filters/FilterBar'
import { question_of, with_cell, without_drawer } from '../../filters/search'
import { useSearchState } from '../../filters/useSearchState'
import { Empty } from '../../kit/Empty'
import { format_day } from '../../kit/format'
import { useKeys } from '../../kit/keys'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { AboutDrawer } from './AboutDrawer'
import styles from './Numbers.module.css'
import { Tools } from './Tools'
import { WhoDrawer } from './WhoDrawer'

function Content({ as_table, ...drawing }: DrawingProps & { as_table: boolean }) {
  const { text } = useWords()
  const { descriptor, result } = drawing
  if (result.rows.length === 0) return <Empty title={text.numbers.nothing_title}>{text.numbers.nothing_text}</Empty>
  const Drawn = kDrawings.get(descriptor.name)
  if (as_table || !Drawn) return <ResultTable result={result} descriptor={descriptor} label={descriptor.title} height={640} />
  return createElement(Drawn, drawing)
}

export function AnalysisView({ descriptor, summary }: { descriptor: Descriptor; summary: Summary }) {
  const { language, text } = useWords()
  const { shop } = usePlace()
  const { search, change, go } = useSearchState()
  const question = question_of(search)
  const query = useQuery(analysis_query(shop.id, descriptor.name, question, language))
  const as_table = search['view'] === 'table'
  const set_view = (table: boolean) => change({ view: table ? 'table' : null })
  const open_about = () => go({ ...without_drawer(search), drawer: 'about' })
  useKeys([
    { combo: 't', title: text.keys.table, run: () => set_view(!as_table) },
    { combo: 'i', title: text.keys.about, run: open_about },
  ])
  const close = () => go(without_drawer(search))
  const note = ({ as_of, assumptions }: Result) => [
    text.numbers.as_of_note(format_day(as_of ?? '', language)),
    ...assumptions.flatMap(({ key }) => text.numbers.same_day[key] ?? []),
  ].join(' · ')
  return (
    <>
      <div className={styles.bar}>
        <FilterBar descriptor={descriptor} summary={summary} search={search} on_change={change} />
        <Tools descriptor={descriptor} question={question} as_table={as_table} on_view={set_view} on_about={open_about} />
      </div>
      <QueryPanel query={query} skeleton={<Shimmer height={480} />}>
        {(result) => (
          <div className={styles.content}>
            <Content
              as_table={as_table} shop={shop.id} descriptor={descriptor} result={result} search={search} on_change={change}
              open_cell={(cell) => go(with_cell(search, cell))}
            />
            <p className={styles.foot}>{note(result)}</p>
            <AboutDrawer opened={search['drawer'] === 'about'} descriptor={descriptor} result={result} on_close={close} />
          </div>
        )}
      </QueryPanel>
      <WhoDrawer descriptor={descriptor} search={search} on_change={change} on_close={close} />
    </>
  )
}
