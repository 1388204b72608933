// Left rail with the sections; below them who is signed in. On a phone it is the bar at the bottom.
import { Menu } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { usePlace } from '../client/session'
import { KeyboardIcon, Mark, MoreIcon } from '../kit/icons'
import { useWords } from '../locales'
import { ShopChoice } from './ShopChoice'
import styles from './Shell.module.css'
import { kSections } from './sections'
import { UserMenu } from './UserMenu'

// On a phone the bar holds what is in hand every day; the rest is behind one button.
function MoreSections() {
  const { text } = useWords()
  const { shop } = usePlace()
  const further = kSections.filter(({ in_hand }) => !in_hand)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const here = further.some(({ name }) => path.startsWith(`/shops/${shop.id}/${name}`))
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <button type="button" className={`${styles.section} ${styles.more}`} data-active={here || undefined}><MoreIcon /><span>{text.frame.more}</span></button>
      </Menu.Target>
      <Menu.Dropdown>
        {further.map(({ name, to, icon }) => (
          <Menu.Item key={name} leftSection={icon} renderRoot={(props) => <Link to={to} params={{ shop: shop.id }} {...props} />}>{text.sections[name]}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function Rail({ on_help }: { on_help: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  return (
    <header className={styles.rail}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.wordmark}>{text.product}</span>
      </div>
      <div className={styles.shop}><ShopChoice /></div>
      <nav className={styles.sections} aria-label={text.frame.main_navigation}>
        {kSections.map(({ name, to, icon, key, in_hand }) => (
          <Link key={name} to={to} params={{ shop: shop.id }} className={styles.section} activeProps={{ 'data-active': true }} data-further={in_hand ? undefined : true} aria-keyshortcuts={`g ${key}`}>
            {icon}
            <span>{text.sections[name]}</span>
          </Link>
        ))}
        <MoreSections />
      </nav>
      <div className={styles.foot}>
        <button type="button" className={styles.help} onClick={on_help} aria-keyshortcuts="?">
          <KeyboardIcon size={18} />
          <span>{text.frame.keys}</span>
          <kbd>?</kbd>
        </button>
        <UserMenu />
      </div>
    </header>
  )
}
