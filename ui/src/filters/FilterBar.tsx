// The bar above every number: as-of, period, source, payment method, product and the analysis's own parameters. It holds
// nothing itself; what is chosen goes to the URL and comes back as props.
import { Button } from '@mantine/core'
import { useRef } from 'react'
import type { Descriptor, Summary } from '../client/types'
import { DayField } from '../kit/DayField'
import { useKeys } from '../kit/keys'
import { useWords } from '../locales'
import { ChoiceField } from './ChoiceField'
import { choices_of, kChoiceFilters } from './choices'
import { last_day_of } from './comparable'
import styles from './FilterBar.module.css'
import { own_parameters } from './parameters'
import { ParameterPopover } from './ParameterPopover'
import { PeriodPopover } from './PeriodPopover'
import { question_of, type Search } from './search'

interface FilterBarProps {
  descriptor: Descriptor | null // null: several analyses at once, with what they share
  summary: Summary
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

export function FilterBar({ descriptor, summary, search, on_change }: FilterBarProps) {
  const { text } = useWords()
  const first = useRef<HTMLInputElement>(null)
  useKeys([{ combo: '/', title: text.keys.filter, run: () => first.current?.focus() }])
  const last_day = last_day_of(summary)
  const question = question_of(search)
  const accepts = (name: string) => descriptor === null || descriptor.parameters.some((parameter) => parameter.name === name)
  const reset = Object.fromEntries(Object.keys(question).map((name) => [name, null]))
  return (
    <search className={styles.bar} aria-label={text.filters.label}>
      <DayField
        ref={first} label={text.filters.as_of} className={styles.day} value={search['as_of'] ?? last_day}
        minimum={summary.first_day ?? undefined} on_change={(day) => on_change({ as_of: day === last_day ? null : day })}
      />
      {accepts('from') && descriptor ? (
        <PeriodPopover from={search['from']} to={search['to']} as_of={search['as_of'] ?? last_day} on_change={on_change} />
      ) : null}
      {kChoiceFilters.map((name) => {
        const choices = choices_of(name, summary)
        if (choices.length === 0 || !accepts(name)) return null
        return (
          <ChoiceField
            key={name} label={text.filters[name]} none={text.filters.all_of[name]} choices={choices} value={search[name]}
            on_change={(value) => on_change({ [name]: value })}
          />
        )
      })}
      {descriptor && own_parameters(descriptor).length > 0 ? (
        <ParameterPopover descriptor={descriptor} search={search} on_change={on_change} />
      ) : null}
      {Object.keys(question).length > 0 ? (
        <Button size="sm" variant="subtle" className={styles.reset} onClick={() => on_change(reset)}>{text.actions.reset}</Button>
      ) : null}
    </search>
  )
}
