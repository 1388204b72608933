// The sections that exist, each with its icon, address and key.
import type { ReactNode } from 'react'
import { CustomersIcon, ImportIcon, NumbersIcon, SettingsIcon, TodayIcon } from '../kit/icons'

export interface Section {
  name: 'today' | 'numbers' | 'customers' | 'import' | 'settings'
  to: '/shops/$shop/today' | '/shops/$shop/numbers' | '/shops/$shop/customers' | '/shops/$shop/import' | '/shops/$shop/settings'
  icon: ReactNode
  key: string
  title_of_key: 'go_today' | 'go_numbers' | 'go_customers' | 'go_import' | 'go_settings'
}

export const kSections: readonly Section[] = [
  { name: 'today', to: '/shops/$shop/today', icon: <TodayIcon />, key: 't', title_of_key: 'go_today' },
  { name: 'numbers', to: '/shops/$shop/numbers', icon: <NumbersIcon />, key: 'n', title_of_key: 'go_numbers' },
  { name: 'customers', to: '/shops/$shop/customers', icon: <CustomersIcon />, key: 'c', title_of_key: 'go_customers' },
  { name: 'import', to: '/shops/$shop/import', icon: <ImportIcon />, key: 'i', title_of_key: 'go_import' },
  { name: 'settings', to: '/shops/$shop/settings', icon: <SettingsIcon />, key: 's', title_of_key: 'go_settings' },
]
