import { Button } from '@mantine/core'
import { useWords } from '../locales'
import styles from './kit.module.css'

interface PagerProps {
  page: number // from 1
  page_size: number
  rows_total: number
  on_page: (page: number) => void
}

export function Pager({ page, page_size, rows_total, on_page }: PagerProps) {
  const { text } = useWords()
  const pages = Math.max(1, Math.ceil(rows_total / Math.max(1, page_size)))
  if (pages === 1) return null
  return (
    <nav className={styles.pager} aria-label={text.table.page(page, pages)}>
      <Button size="xs" variant="default" disabled={page <= 1} onClick={() => on_page(page - 1)}>{text.actions.previous}</Button>
      <span>{text.table.page(page, pages)}</span>
      <Button size="xs" variant="default" disabled={page >= pages} onClick={() => on_page(page + 1)}>{text.actions.next}</Button>
    </nav>
  )
}
