// Net sales of a month as a journal for accounting software: which month, which software, how much in one entry.
import { Button, NativeSelect, Popover } from '@mantine/core'
import { useState } from 'react'
import { api_url } from '../../client/http'
import { useMay, usePlace } from '../../client/session'
import type { Summary } from '../../client/types'
import { last_day_of } from '../../filters/comparable'
import { last_of_month } from '../../kit/days'
import { format_day, format_month } from '../../kit/format'
import { DownloadIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import styles from './Numbers.module.css'
import { first_month, report_months } from './report'

const kFormats = ['freee', 'yayoi', 'csv'] as const
const kGrains = ['day', 'month'] as const

export function JournalMenu({ summary }: { summary: Summary }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const months = report_months(summary)
  const [chosen, choose] = useState('')
  const [format, set_format] = useState<string>(shop.currency === 'JPY' ? 'freee' : 'csv')
  const [grain, set_grain] = useState<string>('day')
  const may_export = useMay('export')
  if (!may_export || months.length === 0) return null
  const last_known = last_day_of(summary)
  const month = months.includes(chosen) ? chosen : first_month(months, last_known)
  const formats = kFormats.filter((one) => one === 'csv' || shop.currency === 'JPY') // the others keep books in yen only
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="sm" variant="default" leftSection={<DownloadIcon size={16} />}>{text.journal.open}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.stack}>
          <NativeSelect
            label={text.journal.month} value={month} onChange={(event) => choose(event.currentTarget.value)}
            data={months.map((value) => ({ value, label: format_month(value, language) }))}
          />
          <NativeSelect
            label={text.journal.format} value={format} onChange={(event) => set_format(event.currentTarget.value)}
            data={formats.map((value) => ({ value, label: text.journal.formats[value] }))}
          />
          <NativeSelect
            label={text.journal.by} value={grain} onChange={(event) => set_grain(event.currentTarget.value)}
            data={kGrains.map((value) => ({ value, label: text.journal.grains[value] }))}
          />
          {last_known < last_of_month(month) && <p className={styles.counts}>{text.journal.running(format_day(last_known, language))}</p>}
          <p className={styles.counts}>{text.journal.whole} {text.journal.tax}</p>
          <Button size="sm" component="a" href={api_url(`/shops/${shop.id}/journals/${month}.csv`, { format, by: grain })} download>{text.journal.export}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
