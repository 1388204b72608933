// What each of several files held. Figures that no file can tell are left out.
import { useMemo } from 'react'
import { unit_text } from '../../analyses/common/result'
import { usePlace } from '../../client/session'
import type { FileCounts } from '../../client/types'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_amount, format_count, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { told_figures } from './model'

export function ByFile({ files }: { files: readonly FileCounts[] }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const columns = useMemo<TableColumn<FileCounts>[]>(() => {
    const currency = { code: shop.currency, decimals: shop.currency_decimals }
    const style = { currency, language, text }
    return [
      { name: 'name', title: text.import.quarantine_file, value: (file) => file.name },
      ...told_figures(files).map((name): TableColumn<FileCounts> => ({
        name, title: text.import.by_file_columns[name], numeric: true, unit: name === 'sales' ? unit_text('money', '', style) : undefined,
        value: (file) => file[name],
        cell: (file) => {
          const value = file[name]
          if (value === null) return kMissing
          return name === 'sales' ? format_amount(value, currency) : format_count(value)
        },
      })),
    ]
  }, [files, text, language, shop])
  if (files.length < 2) return null
  return (
    <>
      <h3 className={styles.subhead}>{text.import.by_file}</h3>
      <DataTable label={text.import.by_file} columns={columns} rows={files} sortable={false} />
      <p className={styles.below}>{text.import.by_file_hint}</p>
    </>
  )
}
