// The cards of the overview, most asked first, each with the analysis it needs: where the server has none, there is no card.
import type { ReactNode } from 'react'
import { LtvCard } from './LtvCard'
import { NetSalesCard } from './NetSalesCard'
import type { CardProps } from './OverviewCard'
import { StagesCard } from './StagesCard'
import { WeakestLinkCard } from './WeakestLinkCard'

interface KnownCard {
  analysis: string
  Card: (props: CardProps) => ReactNode
}

export const kCards: readonly KnownCard[] = [
  { analysis: 'net_sales', Card: NetSalesCard },
  { analysis: 'stages', Card: StagesCard },
  { analysis: 'weakest_link', Card: WeakestLinkCard },
  { analysis: 'ltv_levers', Card: LtvCard },
]
