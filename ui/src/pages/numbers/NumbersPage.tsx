// 数字: the way between the analyses, and the one that is looked at; without one, the overview.
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { ProductNamesContext } from '../../analyses/common/names'
import { profit_terms_query, with_shop_terms } from '../../client/profit_terms'
import { descriptors_query, summary_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Summary } from '../../client/types'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { AnalysisView } from './AnalysisView'
import { grouped, has_page } from './groups'
import { ListSheet, SideList } from './Navigation'
import { NoOrders } from './NoOrders'
import styles from './Numbers.module.css'
import { Overview } from './overview/Overview'

function WithProductNames({ summary, children }: { summary: Summary; children: ReactNode }) {
  const names = useMemo(() => new Map((summary.products ?? []).map(({ code, name }) => [code, name])), [summary])
  return <ProductNamesContext value={names}><div className={styles.stack}>{children}</div></ProductNamesContext>
}

export function NumbersPage({ analysis }: { analysis: string | null }) {
  const { language } = useWords()
  const { shop } = usePlace()
  const descriptors = useQuery(descriptors_query(language))
  const summary = useQuery(summary_query(shop.id))
  const terms = useQuery(profit_terms_query(shop.id)).data
  return (
    <QueryPanel query={descriptors} skeleton={<Shimmer height={520} />}>
      {(told) => {
        const all = with_shop_terms(told, terms)
        const groups = grouped(all)
        // A name nobody knows (an old address) shows the overview.
        const chosen = all.find((one) => one.name === analysis && has_page(one)) ?? null
        return (
          <div className={styles.page}>
            <SideList groups={groups} chosen={chosen} />
            <div className={styles.main}>
              <ListSheet groups={groups} chosen={chosen} />
              <QueryPanel query={summary} skeleton={<Shimmer height={480} />} is_empty={({ orders }) => orders === 0} empty={<NoOrders />}>
                {(facts) => (
                  <WithProductNames summary={facts}>
                    {chosen ? <AnalysisView key={chosen.name} descriptor={chosen} summary={facts} /> : <Overview descriptors={all} summary={facts} />}
                  </WithProductNames>
                )}
              </QueryPanel>
            </div>
          </div>
        )
      }}
    </QueryPanel>
  )
}
