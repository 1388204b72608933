// How far a figure is from the one it is compared with: a mark that needs no colour, and the difference in words of its kind.
import type { ColumnType } from '../../client/types'
import type { Currency } from '../../kit/format'
import { useWords } from '../../locales'
import { change_text, direction_of, kDirectionMarks, type Difference } from './differences'
import styles from './common.module.css'

const kNoMoney: Currency = { code: '', decimals: 0 } // counts and rates have no currency

interface ChangeProps {
  difference: Difference
  type: ColumnType
  currency?: Currency
  in_short?: boolean // 112万円 instead of 1,121,379
}

export function Change({ difference, type, currency = kNoMoney, in_short = false }: ChangeProps) {
  const { language, text } = useWords()
  const direction = direction_of(type, difference)
  if (direction === null) return null
  return (
    <span className={styles.change} data-direction={direction}>
      <span className={styles.change_mark} aria-hidden="true">{kDirectionMarks[direction]}</span>
      {change_text(type, difference, { currency, language, text, in_short })}
    </span>
  )
}
