// The sections that exist, each with its icon, address and key.
import type { ReactNode } from 'react'
import { CampaignIcon, CustomersIcon, ImportIcon, JourneyIcon, MessageIcon, NumbersIcon, ResultsIcon, SegmentsIcon, SettingsIcon, TodayIcon } from '../kit/icons'

export interface Section {
  name: 'today' | 'numbers' | 'customers' | 'segments' | 'journeys' | 'messages' | 'campaigns' | 'results' | 'import' | 'settings'
  to: `/shops/$shop/${Section['name']}`
  icon: ReactNode
  key: string
  title_of_key: `go_${Section['name']}`
  in_hand?: boolean // stands in the bar of a phone; the others are one touch further
}

export const kSections: readonly Section[] = [
  { name: 'today', to: '/shops/$shop/today', icon: <TodayIcon />, key: 't', title_of_key: 'go_today', in_hand: true },
  { name: 'numbers', to: '/shops/$shop/numbers', icon: <NumbersIcon />, key: 'n', title_of_key: 'go_numbers', in_hand: true },
  { name: 'customers', to: '/shops/$shop/customers', icon: <CustomersIcon />, key: 'c', title_of_key: 'go_customers', in_hand: true },
  { name: 'segments', to: '/shops/$shop/segments', icon: <SegmentsIcon />, key: 'e', title_of_key: 'go_segments' },
  { name: 'journeys', to: '/shops/$shop/journeys', icon: <JourneyIcon />, key: 'j', title_of_key: 'go_journeys', in_hand: true },
  { name: 'messages', to: '/shops/$shop/messages', icon: <MessageIcon />, key: 'm', title_of_key: 'go_messages' },
  { name: 'campaigns', to: '/shops/$shop/campaigns', icon: <CampaignIcon />, key: 'p', title_of_key: 'go_campaigns' },
  { name: 'results', to: '/shops/$shop/results', icon: <ResultsIcon />, key: 'r', title_of_key: 'go_results' },
  { name: 'import', to: '/shops/$shop/import', icon: <ImportIcon />, key: 'i', title_of_key: 'go_import' },
  { name: 'settings', to: '/shops/$shop/settings', icon: <SettingsIcon />, key: 's', title_of_key: 'go_settings' },
]
