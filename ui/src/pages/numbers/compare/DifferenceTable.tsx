// Every figure of two answers under each other, and how far they are apart.
import { useMemo } from 'react'
import { Change } from '../../../analyses/common/Change'
import { difference_of, interval_of_rates, key_columns, measures_of, pairs_of, points_text, rows_by_position, type RowPair } from '../../../analyses/common/differences'
import { useProductNames, word_of } from '../../../analyses/common/names'
import { code_titles } from '../../../analyses/common/ResultTable'
import { currency_of, format_value, unit_text, type ValueStyle } from '../../../analyses/common/result'
import { interval_columns } from '../../../analyses/generic/model'
import type { CellValue, ColumnType, Descriptor, Result } from '../../../client/types'
import { DataTable, type TableColumn } from '../../../kit/DataTable'
import type { Interval } from '../../../kit/interval'
import { useWords } from '../../../locales'
import styles from './Comparison.module.css'

const kRowHeight = 72 // three lines
const kIntervalHeight = 20 // one line more
const kColumnWidth = 170

interface DifferenceTableProps {
  descriptor: Descriptor
  first: Result
  second: Result
  titles: { first: string; second: string }
  compared: string
  share_nobody: boolean // behind both: then differences of rates have intervals
}

interface PairProps {
  first: CellValue
  second: CellValue
  type: ColumnType
  style: ValueStyle
  titles: DifferenceTableProps['titles']
  interval?: Interval | null
}

function Pair({ first, second, type, style, titles, interval }: PairProps) {
  return (
    <span className={styles.figures}>
      <span title={titles.first}>{format_value(first, type, style)}</span>
      <span className={styles.second} title={titles.second}>{format_value(second, type, style)}</span>
      <Change difference={difference_of(first, second)} type={type} currency={style.currency} />
      {interval ? <span className={styles.interval}>{style.text.compare.interval(points_text(interval.low), points_text(interval.high))}</span> : null}
    </span>
  )
}

// A name that is the same in all rows (a group when nothing is grouped) needs no column.
function tells_apart(column: string, pairs: readonly RowPair[]): boolean {
  if (pairs.length < 2) return pairs.some(({ key }) => key[column] !== null)
  return pairs.some(({ key }) => key[column] !== pairs[0]?.key[column])
}

export function DifferenceTable({ descriptor, first, second, titles, compared, share_nobody }: DifferenceTableProps) {
  const { language, text } = useWords()
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(first), language, text }), [first, language, text])
  const names = useProductNames()
  const keys = useMemo(() => key_columns(descriptor, first.rows.length > 0 ? first : second), [descriptor, first, second])
  const pairs = useMemo(() => pairs_of(keys, first.rows, second.rows, rows_by_position(compared, keys, first, second)), [keys, first, second, compared])
  const intervals = useMemo(
    () => new Map((share_nobody ? first.columns : []).flatMap((column) => {
      const ends = column.type === 'rate' ? interval_columns(column, first.columns) : null
      return ends ? [[column.name, ends] as const] : []
    })),
    [share_nobody, first],
  )
  const columns = useMemo<TableColumn<RowPair>[]>(() => {
    const of_keys = first.columns.filter(({ name }) => keys.includes(name) && tells_apart(name, pairs)).map(({ name, title, type }): TableColumn<RowPair> => {
      const titled = { ...style, titles: code_titles(descriptor, name) }
      const word = (value: CellValue | undefined) => word_of(names, name, value, first.parameters, style) ?? format_value(value ?? null, type, titled)
      const written = (row: RowPair['first']) => (row === null ? null : word(row[name]))
      return {
        name, title, value: ({ key }) => key[name] ?? null,
        cell: ({ key, first: one, second: other }) => {
          const both = [written(one), written(other)].filter((part) => part !== null)
          return both.length === 2 && both[0] !== both[1] ? <span className={styles.figures}><span>{both[0]}</span><span className={styles.second}>{both[1]}</span></span> : word(key[name])
        },
      }
    })
    const of_measures = measures_of(keys, first).map(({ name, title, type, unit }): TableColumn<RowPair> => ({
      name, title, unit: unit_text(type, unit, style), description: descriptor.columns.find((column) => column.name === name)?.description, numeric: true,
      value: ({ first: one, second: other }) => difference_of(one?.[name], other?.[name]).change,
      cell: ({ first: one, second: other }) => {
        const ends = intervals.get(name)
        return <Pair first={one?.[name] ?? null} second={other?.[name] ?? null} type={type} style={style} titles={titles} interval={ends ? interval_of_rates(one, other, name, ends) : null} />
      },
    }))
    return [...of_keys, ...of_measures]
  }, [descriptor, first, intervals, keys, pairs, names, style, titles])
  const totals = first.columns.filter(({ name }) => typeof first.totals[name] === 'number' || typeof second.totals[name] === 'number')
  const footer = totals.length > 0 ? (
    <tr>
      {columns.map(({ name, numeric }, i) => {
        const total = totals.find((one) => one.name === name)
        return (
          <td key={name} style={{ textAlign: numeric ? 'right' : 'left' }}>
            {i === 0 ? text.table.total : total ? <Pair first={first.totals[name] ?? null} second={second.totals[name] ?? null} type={total.type} style={style} titles={titles} /> : ''}
          </td>
        )
      })}
    </tr>
  ) : null
  if (pairs.length === 0) return <p>{text.compare.nothing}</p>
  return <DataTable label={text.compare.differences} columns={columns} rows={pairs} height={640} row_height={kRowHeight + (intervals.size > 0 ? kIntervalHeight : 0)} width={columns.length * kColumnWidth} footer={footer} />
}

