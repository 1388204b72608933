// The way between the numbers: a list in groups beside them; where there is no room for it, behind one button.
import { Drawer, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { usePlace } from '../../client/session'
import type { Descriptor } from '../../client/types'
import { common_of } from '../../filters/search'
import { useSearchState } from '../../filters/useSearchState'
import { ChevronIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import type { Group } from './groups'
import styles from './Navigation.module.css'

interface NavigationProps {
  groups: readonly Group[]
  chosen: Descriptor | null // null: the overview
}

function List({ groups, chosen, on_go }: NavigationProps & { on_go?: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search } = useSearchState()
  const common = common_of(search)
  return (
    <nav className={styles.list} aria-label={text.numbers.navigation}>
      <Link to="/shops/$shop/numbers" params={{ shop: shop.id }} search={common} className={styles.entry} aria-current={chosen === null ? 'page' : undefined} {...(on_go ? { onClick: on_go } : {})} activeOptions={{ exact: true }}>
        {text.numbers.overview}
      </Link>
      {groups.map(({ name, analyses }) => (
        <section key={name} className={styles.group} aria-labelledby={`group-${name}`}>
          <h2 id={`group-${name}`} className={styles.group_name}>{text.numbers.groups[name]}</h2>
          <ul>
            {analyses.map((one) => (
              <li key={one.name}>
                <Link
                  to="/shops/$shop/numbers/$analysis" params={{ shop: shop.id, analysis: one.name }} search={common} className={styles.entry}
                  data-name={one.name} aria-current={one.name === chosen?.name ? 'page' : undefined} {...(on_go ? { onClick: on_go } : {})}
                >
                  {text.numbers.tabs[one.name] ?? one.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

export function SideList(props: NavigationProps) {
  const box = useRef<HTMLDivElement>(null)
  const name = props.chosen?.name ?? ''
  // Where the list is longer than the window, the chosen entry comes into sight.
  useEffect(() => {
    const entry = box.current?.querySelector<HTMLElement>(`[data-name="${name}"]`)
    if (box.current && entry) box.current.scrollTop = entry.offsetTop - box.current.clientHeight / 2
  }, [name])
  return <div ref={box} className={styles.side}><List {...props} /></div>
}

export function ListSheet(props: NavigationProps) {
  const { text } = useWords()
  const [opened, set_opened] = useState(false)
  const { chosen, groups } = props
  const group = groups.find(({ analyses }) => analyses.some(({ name }) => name === chosen?.name))
  const title = chosen === null ? text.numbers.overview : (text.numbers.tabs[chosen.name] ?? chosen.title)
  return (
    <div className={styles.sheet}>
      <UnstyledButton className={styles.opener} aria-haspopup="dialog" aria-label={text.numbers.choose(title)} onClick={() => set_opened(true)}>
        {group ? <span className={styles.opener_group}>{text.numbers.groups[group.name]}</span> : null}
        <span className={styles.opener_title}>{title}</span>
        <ChevronIcon size={20} />
      </UnstyledButton>
      <Drawer opened={opened} onClose={() => set_opened(false)} position="bottom" size="85%" title={text.numbers.navigation} closeButtonProps={{ 'aria-label': text.actions.close }}>
        <List {...props} on_go={() => set_opened(false)} />
      </Drawer>
    </div>
  )
}
