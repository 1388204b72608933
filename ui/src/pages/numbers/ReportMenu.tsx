// The report of a month as a file: which month, and as what.
import { Button, NativeSelect, Popover } from '@mantine/core'
import { useState } from 'react'
import { api_url } from '../../client/http'
import { useMay, usePlace } from '../../client/session'
import type { Summary } from '../../client/types'
import { last_day_of } from '../../filters/comparable'
import type { Search } from '../../filters/search'
import { format_day, format_month } from '../../kit/format'
import { ReportIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import styles from './Numbers.module.css'
import { first_month, report_months, report_query } from './report'

const kFormats = ['xlsx', 'pdf'] as const

export function ReportMenu({ summary, search }: { summary: Summary; search: Search }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const months = report_months(summary)
  const [chosen, choose] = useState('')
  const may_export = useMay('export')
  if (!may_export || months.length === 0) return null
  const month = months.includes(chosen) ? chosen : first_month(months, search['as_of'] ?? last_day_of(summary))
  const query = report_query(search, month)
  const narrowed = (['source', 'payment_method', 'product'] as const).flatMap((name) => (query[name] ? [`${text.filters[name]}: ${query[name]}`] : []))
  const told = [...(query['as_of'] ? [text.numbers.as_of_note(format_day(String(query['as_of']), language))] : []), ...narrowed]
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="sm" variant="default" leftSection={<ReportIcon size={16} />}>{text.report.open}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.stack}>
          <NativeSelect
            label={text.report.month} value={month} onChange={(event) => choose(event.currentTarget.value)}
            data={months.map((value) => ({ value, label: format_month(value, language) }))}
          />
          <p className={styles.counts}>{told.length > 0 ? told.join(' · ') : text.report.whole}</p>
          <Button.Group>
            {kFormats.map((format) => (
              <Button key={format} size="sm" variant="default" fullWidth component="a" href={api_url(`/shops/${shop.id}/reports/${month}.${format}`, query)} download>{text.report.formats[format]}</Button>
            ))}
          </Button.Group>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
