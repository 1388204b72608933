// Two answers to one question that differs in one filter: drawn over each other where the drawing can, else side by side, and
// below them every figure with its difference.
import { useMemo } from 'react'
import type { DrawingProps } from '../../../analyses/common/drawing'
import { drawing_of } from '../../../analyses/drawings'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import type { Result, Summary } from '../../../client/types'
import { usePacedAnalysis } from '../../../client/usePacedAnalysis'
import { second_search, share_nobody, type Compared } from '../../../filters/compare'
import { question_of, with_cell, without_drawer, type Search } from '../../../filters/search'
import { side_title } from '../../../filters/side_words'
import { Card } from '../../../kit/Card'
import { Shimmer } from '../../../kit/Shimmer'
import { NarrowContext } from '../../../kit/useNarrow'
import { useWords } from '../../../locales'
import { AboutDrawer } from '../AboutDrawer'
import { Assumptions, Content, foot_of, ResetQuestion, type AskedProps } from '../Answer'
import numbers from '../Numbers.module.css'
import styles from './Comparison.module.css'
import { DifferenceTable } from './DifferenceTable'

interface ComparisonProps extends AskedProps {
  compared: Compared
  summary: Summary
  go: (next: Search) => void
}

type Side = 'first' | 'second'

function SideTitle({ side, children }: { side: Side; children: string }) {
  return <h2 className={styles.side_title}><span className={styles.side_mark} data-side={side} aria-hidden="true" />{children}</h2>
}

interface BothProps extends Omit<DrawingProps, 'against' | 'shop' | 'open_cell'> {
  second: Result
  titles: Record<Side, string>
  as_table: boolean
  go: (next: Search) => void
}

function Drawings({ result, second, titles, as_table, go, ...drawing }: BothProps) {
  const { shop } = usePlace()
  const both = useMemo(() => ({ result: second, titles }), [second, titles])
  const open_on = (side: Side) => (cell: Parameters<DrawingProps['open_cell']>[0]) =>
    go({ ...with_cell(drawing.search, cell), ...(side === 'second' ? { side } : {}) })
  if (as_table) return null
  if (drawing_of(drawing.descriptor.name).overlays && result.rows.length > 0) {
    return (
      <div className={numbers.content}>
        <div className={styles.legend}>
          <SideTitle side="first">{titles.first}</SideTitle>
          <SideTitle side="second">{titles.second}</SideTitle>
        </div>
        <Content as_table={false} shop={shop.id} result={result} against={both} open_cell={open_on('first')} {...drawing} />
      </div>
    )
  }
  return (
    <NarrowContext value={true}>
      <div className={styles.panes}>
        {([['first', result], ['second', second]] as const).map(([side, one]) => (
          <section key={side} className={styles.pane} aria-label={titles[side]}>
            <SideTitle side={side}>{titles[side]}</SideTitle>
            <Content as_table={false} shop={shop.id} result={one} open_cell={open_on(side)} {...drawing} />
          </section>
        ))}
      </div>
    </NarrowContext>
  )
}

export function Comparison({ descriptor, query, search, on_change, as_table, compared, summary, go }: ComparisonProps) {
  const words = useWords()
  const { language, text } = words
  const { shop } = usePlace()
  const other = second_search(search, compared)
  const second_query = usePacedAnalysis(shop.id, descriptor.name, question_of(other), language)
  const [first_title, second_title] = [side_title(search, compared, summary, words), side_title(other, compared, summary, words)]
  const titles = useMemo(() => ({ first: first_title, second: second_title }), [first_title, second_title])
  const way_back = <ResetQuestion search={search} on_change={on_change} />
  return (
    <QueryPanel query={query} skeleton={<Shimmer height={480} />} when_refused={way_back}>
      {(first) => (
        <QueryPanel query={second_query} skeleton={<Shimmer height={480} />} when_refused={way_back}>
          {(second) => (
            <div className={numbers.content}>
              <Drawings descriptor={descriptor} result={first} second={second} titles={titles} as_table={as_table} search={search} on_change={on_change} go={go} />
              <Card title={text.compare.differences} note={text.compare.direction(titles.first, titles.second)}>
                <DifferenceTable descriptor={descriptor} first={first} second={second} titles={titles} compared={compared} share_nobody={share_nobody(descriptor.name, compared, search, other)} />
              </Card>
              <Assumptions result={first} />
              <p className={numbers.foot}>{foot_of(first, words)} · {text.compare.no_holdout}</p>
              <AboutDrawer opened={search['drawer'] === 'about'} descriptor={descriptor} result={first} on_close={() => go(without_drawer(search))} />
            </div>
          )}
        </QueryPanel>
      )}
    </QueryPanel>
  )
}
