// The first thing seen of the numbers: what the last month brought, where customers stop, what is wrong. Every card is one
// question and leads to its analysis.
import { useIsFetching } from '@tanstack/react-query'
import { createElement } from 'react'
import { usePaced } from '../../../client/usePacedAnalysis'
import { usePlace } from '../../../client/session'
import type { Descriptor, Summary } from '../../../client/types'
import { AsOfSlider } from '../../../filters/AsOfSlider'
import { last_day_of } from '../../../filters/comparable'
import { FilterBar } from '../../../filters/FilterBar'
import { without_period } from '../../../filters/search'
import { useAsOf } from '../../../filters/useAsOf'
import { useSearchState } from '../../../filters/useSearchState'
import { useWords } from '../../../locales'
import numbers from '../Numbers.module.css'
import { ReportMenu } from '../ReportMenu'
import { Alarms } from './Alarms'
import { kCards } from './cards'
import styles from './Overview.module.css'

export function Overview({ descriptors, summary }: { descriptors: readonly Descriptor[]; summary: Summary }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const last_day = last_day_of(summary)
  const { seen, move, rest } = useAsOf(search, last_day, change)
  // Cards have periods of their own; all of them are asked of one day, when those asked before have answered.
  const asked = usePaced(without_period(seen), useIsFetching({ queryKey: ['numbers', shop.id] }) > 0)
  const as_of = asked['as_of'] ?? last_day
  const cards = kCards.flatMap(({ analysis, Card }) => {
    const descriptor = descriptors.find(({ name }) => name === analysis)
    return descriptor ? [{ descriptor, Card }] : []
  })
  return (
    <>
      <header className={numbers.head}>
        <h1 className={numbers.title}>{text.overview.title}</h1>
        <div className={numbers.tools}><ReportMenu summary={summary} search={asked} /></div>
        <p className={numbers.description}>{text.overview.lead}</p>
      </header>
      <div className={numbers.controls}>
        <FilterBar descriptor={null} summary={summary} search={seen} on_change={change} />
        {summary.first_day ? <AsOfSlider first_day={summary.first_day} last_day={last_day} day={seen['as_of'] ?? last_day} on_move={move} on_rest={rest} /> : null}
      </div>
      <Alarms descriptors={descriptors} search={asked} as_of={as_of} />
      <div className={styles.cards}>
        {cards.map(({ descriptor, Card }) => createElement(Card, { key: descriptor.name, descriptor, summary, search: asked, as_of }))}
      </div>
    </>
  )
}
