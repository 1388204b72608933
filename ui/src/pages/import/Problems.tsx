// Rows that could not be taken, each with its place and a reason: a table with room for it, one below the other on a phone.
import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { QuarantinedRow } from '../../client/types'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_count } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Import.module.css'

interface ProblemsProps {
  rows: readonly QuarantinedRow[]
  label: string
}

function Cards({ rows, label }: ProblemsProps) {
  const { text } = useWords()
  return (
    <ul className={styles.problems} aria-label={label}>
      {rows.map((row) => (
        <li key={`${row.file_name}:${row.row_number}:${row.column}:${row.reason}`}>
          <p className={styles.problem}>{row.message}</p>
          <p className={styles.quiet}>{text.import.quarantine_at(row.file_name, format_count(row.row_number), row.column)}</p>
          <code>{row.raw}</code>
        </li>
      ))}
    </ul>
  )
}

function Table({ rows, label }: ProblemsProps) {
  const { text } = useWords()
  const columns = useMemo<TableColumn<QuarantinedRow>[]>(() => [
    { name: 'file_name', title: text.import.quarantine_file, value: (row) => row.file_name },
    { name: 'row_number', title: text.import.quarantine_row, numeric: true, value: (row) => row.row_number, cell: (row) => format_count(row.row_number) },
    { name: 'column', title: text.import.quarantine_column, value: (row) => row.column },
    { name: 'message', title: text.import.quarantine_reason, value: (row) => row.message, cell: (row) => <span className={styles.reason}>{row.message}</span> },
    { name: 'raw', title: text.import.quarantine_raw, value: (row) => row.raw, cell: (row) => <code title={row.raw}>{row.raw}</code> },
  ], [text])
  return <DataTable label={label} columns={columns} rows={rows} sortable={false} />
}

export function Problems(props: ProblemsProps) {
  const narrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
  return narrow ? <Cards {...props} /> : <Table {...props} />
}
