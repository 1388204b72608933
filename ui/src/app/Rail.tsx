// Left rail with the sections; below them who is signed in. On a phone it is the bar at the bottom.
import { Link } from '@tanstack/react-router'
import { usePlace } from '../client/session'
import { KeyboardIcon, Mark } from '../kit/icons'
import { useWords } from '../locales'
import { ShopChoice } from './ShopChoice'
import styles from './Shell.module.css'
import { kSections } from './sections'
import { UserMenu } from './UserMenu'

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
        {kSections.map(({ name, to, icon, key }) => (
          <Link key={name} to={to} params={{ shop: shop.id }} className={styles.section} activeProps={{ 'data-active': true }} aria-keyshortcuts={`g ${key}`}>
            {icon}
            <span>{text.sections[name]}</span>
          </Link>
        ))}
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
