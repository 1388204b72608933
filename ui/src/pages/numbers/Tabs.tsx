// One tab for each analysis. The common filters go along; the chosen tab comes into sight where the row scrolls.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePlace } from '../../client/session'
import type { Descriptor } from '../../client/types'
import { common_of } from '../../filters/search'
import { useSearchState } from '../../filters/useSearchState'
import { useWords } from '../../locales'
import styles from './Numbers.module.css'

interface TabsProps {
  known: readonly Descriptor[]
  chosen: string | undefined
}

export function Tabs({ known, chosen }: TabsProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search } = useSearchState()
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>(`[data-name="${chosen}"]`)
    if (row.current && tab) row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.offsetWidth) / 2
  }, [chosen])
  return (
    <nav ref={row} className={styles.tabs} aria-label={text.numbers.tabs_label}>
      {known.map(({ name, title }) => (
        <Link
          key={name} to="/shops/$shop/numbers/$analysis" params={{ shop: shop.id, analysis: name }} search={common_of(search)}
          className={styles.tab} data-name={name} aria-current={name === chosen ? 'page' : undefined}
        >
          {text.numbers.tabs[name] ?? title}
        </Link>
      ))}
    </nav>
  )
}
