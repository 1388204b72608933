import { Button, SegmentedControl } from '@mantine/core'
import { useMay, usePlace } from '../../client/session'
import { api_url, type Query } from '../../client/http'
import type { Descriptor, Summary } from '../../client/types'
import type { Search } from '../../filters/search'
import { CompareIcon, DownloadIcon, InfoIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import { JournalMenu } from './JournalMenu'
import styles from './Numbers.module.css'
import { ReportMenu } from './ReportMenu'

interface ToolsProps {
  descriptor: Descriptor
  summary: Summary
  search: Search
  question: Query
  as_table: boolean
  comparing: boolean
  on_view: (table: boolean) => void
  on_about: () => void
  on_compare: () => void
}

export function Tools({ descriptor, summary, search, question, as_table, comparing, on_view, on_about, on_compare }: ToolsProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_export = useMay('export')
  const file = (ending: string) => api_url(`/shops/${shop.id}/analyses/${descriptor.name}.${ending}`, question)
  return (
    <div className={styles.tools}>
      <Button size="sm" variant="subtle" leftSection={<InfoIcon size={18} />} onClick={on_about} aria-keyshortcuts="i">{text.numbers.about}</Button>
      <Button
        size="sm" variant={comparing ? 'light' : 'default'} leftSection={<CompareIcon size={18} />} onClick={on_compare} aria-pressed={comparing} aria-keyshortcuts="v"
      >
        {text.compare.compare}
      </Button>
      {may_export ? (
        <Button.Group>
          <Button size="sm" variant="default" component="a" href={file('csv')} download leftSection={<DownloadIcon size={16} />}>{text.numbers.csv}</Button>
          <Button size="sm" variant="default" component="a" href={file('xlsx')} download>{text.numbers.excel}</Button>
        </Button.Group>
      ) : null}
      {descriptor.name === 'net_sales' ? <JournalMenu summary={summary} /> : null}
      <ReportMenu summary={summary} search={search} />
      <SegmentedControl
        size="sm" aria-label={text.numbers.view} value={as_table ? 'table' : 'chart'} onChange={(value) => on_view(value === 'table')}
        data={[{ value: 'chart', label: text.numbers.chart }, { value: 'table', label: text.numbers.table }]}
      />
    </div>
  )
}
