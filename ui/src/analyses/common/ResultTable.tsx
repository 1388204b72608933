// Any result as a table, from its own columns. The table behind every chart.
import { useMemo, type ReactNode } from 'react'
import type { Descriptor, Result, Row } from '../../client/types'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { useWords } from '../../locales'
import { name_of, useProductNames, word_of } from './names'
import { currency_of, format_value, is_numeric, unit_text, type ValueStyle } from './result'
import styles from './ResultTable.module.css'

const kColumnWidth = 190 // px at most: figures that belong together stay together

interface ResultTableProps {
  result: Result
  descriptor?: Descriptor | undefined
  label: string
  height?: number
  sortable?: boolean
  cells?: Readonly<Record<string, (row: Row, shown: string) => ReactNode>> // what columns look like, given their value as text
  cards?: boolean // DataTable's
  order?: readonly string[] // the columns to show, first to last; all of them as they come when left out
}

export function code_titles(descriptor: Descriptor | undefined, column: string): ReadonlyMap<string, string> | undefined {
  const choices = descriptor?.columns.find(({ name }) => name === column)?.choices
  return choices ? new Map(choices.map(({ value, title }) => [value, title])) : undefined
}

export function ResultTable({ result, descriptor, label, height, sortable = true, cards = false, cells, order }: ResultTableProps) {
  const { language, text } = useWords()
  const names = useProductNames()
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const shown = useMemo(
    () => (order ? order.flatMap((name) => result.columns.find((column) => column.name === name) ?? []) : result.columns),
    [result, order],
  )
  const columns = useMemo<TableColumn<Row>[]>(
    () =>
      shown.map(({ name, type, unit, title }) => {
        const titled = { ...style, titles: code_titles(descriptor, name) }
        return {
          name,
          title,
          unit: unit_text(type, unit, style),
          description: descriptor?.columns.find((column) => column.name === name)?.description,
          numeric: is_numeric(type),
          value: (row) => row[name] ?? null,
          cell: (row) => {
            const sentence = row[`${name}_text`]
            if (typeof sentence === 'string') return <span className={styles.sentence}>{sentence}</span>
            const shown_text = word_of(names, name, row[name], result.parameters, style) ?? format_value(row[name], type, titled)
            const dressed = cells?.[name]?.(row, shown_text)
            if (dressed !== undefined) return dressed
            const product = name_of(names, name, row[name], result.parameters)
            return product === null || product === row[name] ? shown_text : <>{product} <span className={styles.code}>{row[name]}</span></>
          },
        }
      }),
    [shown, descriptor, style, cells, names, result],
  )
  const has_totals = Object.values(result.totals).some((value) => value !== null)
  const footer = has_totals ? (
    <tr>
      {shown.map(({ name, type }, i) => (
        <td key={name} style={{ textAlign: i > 0 && is_numeric(type) ? 'right' : 'left' }}>
          {i === 0 ? text.table.total : result.totals[name] === undefined ? '' : format_value(result.totals[name], type, style)}
        </td>
      ))}
    </tr>
  ) : null
  return (
    <DataTable
      label={label} columns={columns} rows={result.rows} sortable={sortable} cards={cards} footer={footer} width={shown.length * kColumnWidth}
      {...(height === undefined ? {} : { height })}
    />
  )
}
