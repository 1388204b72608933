// One question of the overview: its answer in short, and the way to the analysis it is from.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Query } from '../../../client/http'
import { analysis_query } from '../../../client/queries'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import type { Descriptor, Result, Summary } from '../../../client/types'
import { common_of, type Search } from '../../../filters/search'
import { Card } from '../../../kit/Card'
import { Shimmer } from '../../../kit/Shimmer'
import { useWords } from '../../../locales'
import styles from './Overview.module.css'

export interface CardProps {
  descriptor: Descriptor
  summary: Summary
  search: Search // the common filters
  as_of: string
}

interface OverviewCardProps extends CardProps {
  title: string
  question: Query
  height: number // of the place kept for it
  leads_to?: Search // what the analysis is asked, where that is more than the common filters
  children: (result: Result) => ReactNode
}

export function OverviewCard({ descriptor, title, question, height, search, leads_to, children }: OverviewCardProps) {
  const { language, text } = useWords()
  const { shop } = usePlace()
  const query = useQuery(analysis_query(shop.id, descriptor.name, question, language))
  const link = (
    <Link to="/shops/$shop/numbers/$analysis" params={{ shop: shop.id, analysis: descriptor.name }} search={{ ...common_of(search), ...leads_to }} className={styles.more} aria-label={text.overview.more_of(title)}>
      {text.overview.more} →
    </Link>
  )
  return (
    <Card title={title} tools={link}>
      <QueryPanel query={query} skeleton={<Shimmer height={height} />} is_empty={({ rows }) => rows.length === 0} empty={<p className={styles.nothing}>{text.overview.nothing}</p>}>
        {children}
      </QueryPanel>
    </Card>
  )
}
