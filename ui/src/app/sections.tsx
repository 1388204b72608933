// The sections that exist, each with its icon, address and key.
import type { ReactNode } from 'react'
import { ImportIcon, NumbersIcon, SettingsIcon, TodayIcon } from '../kit/icons'

export interface Section {
  name: 'today' | 'numbers' | 'import' | 'settings'
  to: '/shops/$shop/today' | '/shops/$shop/numbers' | '/shops/$shop/import' | '/shops/$shop/settings'
  icon: ReactNode
  key: string
  title_of_key: 'go_today' | 'go_numbers' | 'go_import' | 'go_settings'
}

export const kSections: readonly Section[] = [
  { name: 'today', to: '/shops/$shop/today', icon: <TodayIcon />, key: 't', title_of_key: 'go_today' },
  { name: 'numbers', to: '/shops/$shop/numbers', icon: <NumbersIcon />, key: 'n', title_of_key: 'go_numbers' },
  { name: 'import', to: '/shops/$shop/import', icon: <ImportIcon />, key: 'i', title_of_key: 'go_import' },
  { name: 'settings', to: '/shops/$shop/settings', icon: <SettingsIcon />, key: 's', title_of_key: 'go_settings' },
]
