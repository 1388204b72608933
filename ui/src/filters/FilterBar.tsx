// The bar above every number: as-of, period, source and the analysis's own parameters. It holds nothing itself;
// what is chosen goes to the URL and comes back as props.
import { Button, NativeSelect } from '@mantine/core'
import { useRef } from 'react'
import type { Descriptor, Summary } from '../client/types'
import { DayField } from '../kit/DayField'
import { useKeys } from '../kit/keys'
import { useWords } from '../locales'
import styles from './FilterBar.module.css'
import { own_parameters } from './parameters'
import { ParameterPopover } from './ParameterPopover'
import { PeriodPopover } from './PeriodPopover'
import { question_of, type Search } from './search'

interface FilterBarProps {
  descriptor: Descriptor
  summary: Summary | undefined
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

export function FilterBar({ descriptor, summary, search, on_change }: FilterBarProps) {
  const { text } = useWords()
  const first = useRef<HTMLInputElement>(null)
  useKeys([{ combo: '/', title: text.keys.filter, run: () => first.current?.focus() }])
  const last_day = summary?.last_day ?? ''
  const question = question_of(search)
  const accepts = new Set(descriptor.parameters.map((parameter) => parameter.name))
  const reset = Object.fromEntries(Object.keys(question).map((name) => [name, null]))
  return (
    <search className={styles.bar} aria-label={text.filters.label}>
      <DayField
        ref={first} label={text.filters.as_of} className={styles.day} value={search['as_of'] ?? last_day}
        minimum={summary?.first_day ?? undefined} on_change={(day) => on_change({ as_of: day === last_day ? null : day })}
      />
      {accepts.has('from') ? (
        <PeriodPopover from={search['from']} to={search['to']} as_of={search['as_of'] ?? last_day} on_change={on_change} />
      ) : null}
      {accepts.has('source') && summary && summary.sources.length > 0 ? (
        <NativeSelect
          size="sm" label={text.filters.source} className={styles.source} value={search['source'] ?? ''}
          data={[{ value: '', label: text.filters.all_sources }, ...summary.sources.map((name) => ({ value: name, label: name }))]}
          onChange={(event) => on_change({ source: event.currentTarget.value || null })}
        />
      ) : null}
      {own_parameters(descriptor).length > 0 ? (
        <ParameterPopover descriptor={descriptor} search={search} on_change={on_change} />
      ) : null}
      {Object.keys(question).length > 0 ? (
        <Button size="sm" variant="subtle" className={styles.reset} onClick={() => on_change(reset)}>{text.actions.reset}</Button>
      ) : null}
    </search>
  )
}
