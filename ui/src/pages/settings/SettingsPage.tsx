// 設定: the shop, its staff, oneself, and the record of who did what.
import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay, usePlace } from '../../client/session'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { AuditSettings } from './AuditSettings'
import { KeySettings } from './KeySettings'
import { MailSettings } from './mail/MailSettings'
import { MySettings } from './MySettings'
import { ProfitSettings } from './profit/ProfitSettings'
import styles from './Settings.module.css'
import { ShopSettings } from './ShopSettings'
import { StaffSettings } from './StaffSettings'

const kTabs = ['shop', 'profit', 'staff', 'mail', 'me', 'keys', 'audit'] as const
type Tab = (typeof kTabs)[number]

const contents: Record<Tab, ReactNode> = {
  shop: <ShopSettings />, profit: <ProfitSettings />, staff: <StaffSettings />, mail: <MailSettings />, me: <MySettings />, keys: <KeySettings />, audit: <AuditSettings />,
}
const for_everybody = new Set<Tab>(['me'])

// On a phone the row of tabs is wider than the screen.
function bring_into_view(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

export function SettingsPage({ tab }: { tab: string }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const chosen = kTabs.find((one) => one === tab) ?? 'shop'
  return (
    <div className={styles.page}>
      <Title order={1} size="h3">{text.sections.settings}</Title>
      <nav className={styles.tabs} aria-label={text.settings.tabs_label}>
        {kTabs.map((one) => (
          <Link
            key={one} to="/shops/$shop/settings/$tab" params={{ shop: shop.id, tab: one }} className={styles.tab}
            aria-current={one === chosen ? 'page' : undefined} ref={one === chosen ? bring_into_view : undefined}
          >
            {text.settings[one]}
          </Link>
        ))}
      </nav>
      {may_manage || for_everybody.has(chosen) ? contents[chosen] : <Note>{text.settings.forbidden}</Note>}
    </div>
  )
}
