// One analysis: what is asked, and the answer as drawing or table, alone or beside another one.
import { descriptor_unit } from '../../analyses/common/result'
import { usePacedAnalysis } from '../../client/usePacedAnalysis'
import { usePlace } from '../../client/session'
import type { Descriptor, Summary } from '../../client/types'
import { AsOfSlider } from '../../filters/AsOfSlider'
import { comparable, first_values, last_day_of } from '../../filters/comparable'
import { compared_of, comparison } from '../../filters/compare'
import { ComparisonBar } from '../../filters/ComparisonBar'
import { FilterBar } from '../../filters/FilterBar'
import { question_of, with_cell, without_drawer } from '../../filters/search'
import { useAsOf } from '../../filters/useAsOf'
import { useSearchState } from '../../filters/useSearchState'
import { useKeys } from '../../kit/keys'
import { useWords } from '../../locales'
import { Answer } from './Answer'
import { Comparison } from './compare/Comparison'
import styles from './Numbers.module.css'
import { Tools } from './Tools'
import { WhoDrawer } from './WhoDrawer'

export function AnalysisView({ descriptor, summary }: { descriptor: Descriptor; summary: Summary }) {
  const { language, text } = useWords()
  const { shop } = usePlace()
  const { search, change, go } = useSearchState()
  const last_day = last_day_of(summary)
  const { seen, move, rest } = useAsOf(search, last_day, change)
  const question = question_of(seen)
  const query = usePacedAnalysis(shop.id, descriptor.name, question, language)
  const as_table = search['view'] === 'table'
  const set_view = (table: boolean) => change({ view: table ? 'table' : null })
  const open_about = () => go({ ...without_drawer(search), drawer: 'about' })
  const possible = comparable(descriptor, summary)
  const compared = possible.find((one) => one === compared_of(search)) ?? null
  const toggle_comparison = () => {
    const first = possible[0]
    change(compared || !first ? comparison(null) : comparison(first, first_values(first, summary, search)))
  }
  useKeys([
    { combo: 't', title: text.keys.table, run: () => set_view(!as_table) },
    { combo: 'i', title: text.keys.about, run: open_about },
    { combo: 'v', title: text.keys.compare, run: toggle_comparison },
  ])
  const close = () => go(without_drawer(search))
  const common = { descriptor, search: seen, on_change: change, as_table }
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{descriptor.title}<span className={styles.unit}>{text.numbers.unit(descriptor_unit(descriptor, question, text))}</span></h1>
        <Tools
          descriptor={descriptor} summary={summary} search={seen} question={question} as_table={as_table} comparing={compared !== null} on_view={set_view} on_about={open_about}
          on_compare={toggle_comparison}
        />
        <p className={styles.description}>{descriptor.description}</p>
      </header>
      <div className={styles.controls}>
        <FilterBar descriptor={descriptor} summary={summary} search={seen} on_change={change} />
        {summary.first_day ? <AsOfSlider first_day={summary.first_day} last_day={last_day} day={seen['as_of'] ?? last_day} on_move={move} on_rest={rest} /> : null}
        {compared ? <ComparisonBar compared={compared} descriptor={descriptor} summary={summary} search={seen} on_change={change} /> : null}
      </div>
      {compared ? (
        <Comparison {...common} query={query} compared={compared} summary={summary} go={go} />
      ) : (
        <Answer {...common} query={query} open_cell={(cell) => go(with_cell(search, cell))} about={search['drawer'] === 'about'} on_close={close} />
      )}
      <WhoDrawer descriptor={descriptor} search={search} on_change={change} on_close={close} />
    </>
  )
}
