// The rows with most of one figure. Pure.
import type { Row } from '../../client/types'
import { number_or_null } from '../common/result'

// A product whose figure is not known has no rank.
export function ranked_rows(rows: readonly Row[], column: string, at_most: number): Row[] {
  const known = rows.flatMap((row) => {
    const value = number_or_null(row, column)
    return value === null ? [] : [{ row, value }]
  })
  return known.toSorted((a, b) => b.value - a.value).slice(0, at_most).map(({ row }) => row)
}
