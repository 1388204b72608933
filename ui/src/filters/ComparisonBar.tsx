// What the numbers are compared with: which filter has another value in the second question, and which value.
import { CloseButton, NativeSelect } from '@mantine/core'
import type { Descriptor, Summary } from '../client/types'
import { DayField } from '../kit/DayField'
import { useWords } from '../locales'
import { ChoiceField } from './ChoiceField'
import { choices_of } from './choices'
import { comparable, first_values, last_day_of } from './comparable'
import { comparison, kCompared, other_values, type Compared } from './compare'
import styles from './FilterBar.module.css'
import { PeriodPopover } from './PeriodPopover'
import type { Search } from './search'

interface ComparisonBarProps {
  compared: Compared
  descriptor: Descriptor
  summary: Summary
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

export function ComparisonBar({ compared, descriptor, summary, search, on_change }: ComparisonBarProps) {
  const { text } = useWords()
  const values = other_values(search, compared)
  const last_day = last_day_of(summary)
  const set = (next: Record<string, string | null>) =>
    on_change(Object.fromEntries(Object.entries(next).map(([name, value]) => [`vs.${name}`, value])))
  return (
    <section className={styles.comparison} aria-label={text.compare.bar}>
      <NativeSelect
        size="sm" label={text.compare.by} value={compared}
        data={comparable(descriptor, summary).map((one) => ({ value: one, label: text.filters[one] }))}
        onChange={(event) => {
          const next = kCompared.find((one) => one === event.currentTarget.value) ?? 'as_of'
          on_change(comparison(next, first_values(next, summary, search)))
        }}
      />
      {compared === 'as_of' ? (
        <DayField
          label={text.compare.other} className={styles.day} value={values['as_of'] ?? last_day} minimum={summary.first_day ?? undefined}
          on_change={(day) => set({ as_of: day === last_day ? null : day })}
        />
      ) : compared === 'period' ? (
        <PeriodPopover label={text.compare.other} from={values['from']} to={values['to']} as_of={search['as_of'] ?? last_day} on_change={set} />
      ) : (
        <ChoiceField
          label={text.compare.other} none={text.filters.all_of[compared]} choices={choices_of(compared, summary)} value={values[compared]}
          on_change={(value) => set({ [compared]: value })}
        />
      )}
      <CloseButton className={styles.end} aria-label={text.compare.stop} title={text.compare.stop} onClick={() => on_change(comparison(null))} />
    </section>
  )
}
