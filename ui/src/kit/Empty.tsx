// An empty place teaches: what will stand here, and the button that makes it happen.
import type { ReactNode } from 'react'
import styles from './kit.module.css'

export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <svg width="220" height="96" viewBox="0 0 220 96" aria-hidden="true">
        <line x1="6" y1="90" x2="214" y2="90" stroke="var(--line)" strokeWidth="1.5" />
        <path d="M62 90V14L92 44V90Z" fill="var(--primary-soft)" />
        <path d="M124 90V44l30 20v26Z" fill="var(--primary-soft)" />
        <rect x="30" y="14" width="32" height="76" rx="4" fill="none" stroke="var(--ink-faint)" strokeDasharray="4 4" />
        <rect x="92" y="44" width="32" height="46" rx="4" fill="none" stroke="var(--ink-faint)" strokeDasharray="4 4" />
        <rect x="154" y="64" width="32" height="26" rx="4" fill="none" stroke="var(--ink-faint)" strokeDasharray="4 4" />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  )
}
