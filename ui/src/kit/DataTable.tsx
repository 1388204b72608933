// The one table: sortable, tabular figures, header that stays, and only the rows in sight in the document once
// there are many. Generic over the row; what a cell shows is the caller's.
import { createSortedRowModel, rowSortingFeature, sortFns, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, type ReactNode } from 'react'
import { useWords } from '../locales'
import styles from './DataTable.module.css'
import { Term } from './Term'

export interface TableColumn<T> {
  name: string
  title: string
  unit?: string | undefined
  description?: string | undefined
  numeric?: boolean
  value: (row: T) => string | number | boolean | null // what it is sorted by
  cell?: (row: T) => ReactNode // what it looks like; the value when left out
}

interface DataTableProps<T> {
  label: string
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  sortable?: boolean
  height?: number // px; the table scrolls inside it
  width?: number // px at most, so that few columns do not stand far apart
  footer?: ReactNode // <tr>s of totals
  row_height?: number // px, of rows of more than one line
  cards?: boolean // on a phone each row is a card, headed by its first column: for rows of words rather than of figures
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const kRowHeight = 34
const kRowsWithoutVirtual = 120

function to_definition<T extends object>(column: TableColumn<T>, sortable: boolean): ColumnDef<typeof features, T> {
  return {
    id: column.name,
    accessorFn: (row: T) => column.value(row) ?? undefined,
    sortUndefined: 'last',
    sortDescFirst: column.numeric ?? false,
    enableSorting: sortable,
  }
}

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, columns, rows, sortable = true, height, width, footer, row_height = kRowHeight, cards = false } = props
  const { text } = useWords()
  const viewport = useRef<HTMLDivElement>(null)
  const definitions = useMemo(() => columns.map((column) => to_definition(column, sortable)), [columns, sortable])
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({ features, columns: definitions, data }, (state) => ({ sorting: state.sorting }))
  const shown = table.getRowModel().rows
  const virtual = shown.length > kRowsWithoutVirtual
  const virtualizer = useVirtualizer({
    count: shown.length,
    enabled: virtual,
    estimateSize: () => row_height,
    getScrollElement: () => viewport.current,
    overscan: 12,
  })
  const items = virtual ? virtualizer.getVirtualItems() : shown.map((_, index) => ({ index, start: 0, end: 0 }))
  const above = virtual ? (items[0]?.start ?? 0) : 0
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const viewport_height = height ?? (virtual ? 560 : undefined)

  return (
    <section
      ref={viewport} className={styles.viewport} data-cards={cards || undefined} aria-label={label} style={{ maxHeight: viewport_height, maxWidth: width }}
      tabIndex={0} // a region that scrolls must be reachable by keyboard
    >
      <table className={styles.table} aria-rowcount={virtual ? shown.length + 1 : undefined}>
        <thead>
          <tr>
            {columns.map((column) => {
              const handle = table.getColumn(column.name)
              const sorted = handle?.getIsSorted() ?? false
              const heading = <Term title={column.title} description={column.description} />
              const direction = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
              return (
                <th key={column.name} scope="col" className={column.numeric ? styles.numeric : undefined} aria-sort={direction}>
                  {sortable ? (
                    <button type="button" className={styles.sort} title={text.table.sort_by(column.title)} onClick={handle?.getToggleSortingHandler()}>
                      {heading}
                      <span aria-hidden="true" className={styles.arrow}>{sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : ''}</span>
                    </button>
                  ) : heading}
                  {column.unit ? <span className={styles.unit}>{column.unit}</span> : null}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden="true"><td colSpan={columns.length} style={{ height: above, padding: 0 }} /></tr> : null}
          {items.map(({ index }) => {
            const row = shown[index]
            if (!row) return null
            return (
              <tr key={row.id} aria-rowindex={virtual ? index + 2 : undefined}>
                {columns.map((column) => (
                  <td key={column.name} className={column.numeric ? styles.numeric : undefined} data-title={cards ? column.title : undefined}>
                    {column.cell ? column.cell(row.original) : String(column.value(row.original) ?? '–')}
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 ? <tr aria-hidden="true"><td colSpan={columns.length} style={{ height: below, padding: 0 }} /></tr> : null}
        </tbody>
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </section>
  )
}
