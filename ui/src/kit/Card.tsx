import type { ReactNode } from 'react'
import styles from './kit.module.css'

interface CardProps {
  title?: string
  note?: string | undefined
  tools?: ReactNode
  children: ReactNode
}

export function Card({ title, note, tools, children }: CardProps) {
  return (
    <section className={styles.card}>
      {title || tools ? (
        <div className={styles.card_head}>
          {title ? <h2 className={styles.card_title}>{title}</h2> : null}
          {note ? <p className={styles.card_note}>{note}</p> : null}
          {tools ? <div className={styles.card_tools}>{tools}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
