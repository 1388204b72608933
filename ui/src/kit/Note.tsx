// A sentence to the person: what happened, what it means, what to do. Announced when it appears.
import type { ReactNode } from 'react'
import { DoneIcon, InfoIcon, WarningIcon } from './icons'
import styles from './kit.module.css'

export type Tone = 'plain' | 'good' | 'warn' | 'bad'

interface NoteProps {
  tone?: Tone
  title?: string
  children?: ReactNode
  actions?: ReactNode
}

const icons: Record<Tone, ReactNode> = {
  plain: <InfoIcon />, good: <DoneIcon />, warn: <WarningIcon />, bad: <WarningIcon />,
}

export function Note({ tone = 'plain', title, children, actions }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className={styles.note_mark}>{icons[tone]}</span>
      <div className={styles.note_body}>
        {title ? <p className={styles.note_title}>{title}</p> : null}
        {children ? <div className={styles.note_text}>{children}</div> : null}
        {actions ? <div className={styles.note_actions}>{actions}</div> : null}
      </div>
    </div>
  )
}
