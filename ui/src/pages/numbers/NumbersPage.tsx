// 数字: one page for every analysis. Tabs, filters, the drawing or its table, and the two drawers.
import { useQuery } from '@tanstack/react-query'
import { descriptors_query, summary_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Descriptor } from '../../client/types'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { AnalysisView } from './AnalysisView'
import { NoOrders } from './NoOrders'
import styles from './Numbers.module.css'
import { Tabs } from './Tabs'

// Lists are asked of cells, in the drawer; they are no page of their own.
function has_page(descriptor: Descriptor): boolean {
  return descriptor.chart !== 'list'
}

export function NumbersPage({ analysis }: { analysis: string }) {
  const { language, text } = useWords()
  const { shop } = usePlace()
  const descriptors = useQuery(descriptors_query(language))
  const summary = useQuery(summary_query(shop.id))
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{text.sections.numbers}</h1>
      <QueryPanel query={descriptors} skeleton={<Shimmer height={520} />}>
        {(all) => {
          const known = all.filter(has_page)
          const descriptor = known.find(({ name }) => name === analysis) ?? known[0]
          return (
            <>
              <Tabs known={known} chosen={descriptor?.name} />
              <QueryPanel query={summary} skeleton={<Shimmer height={480} />} is_empty={({ orders }) => orders === 0} empty={<NoOrders />}>
                {(facts) => descriptor ? <AnalysisView key={descriptor.name} descriptor={descriptor} summary={facts} /> : null}
              </QueryPanel>
            </>
          )
        }}
      </QueryPanel>
    </div>
  )
}
