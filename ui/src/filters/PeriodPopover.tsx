import { Button, Popover } from '@mantine/core'
import { useId } from 'react'
import { DayField } from '../kit/DayField'
import { ChevronIcon } from '../kit/icons'
import { useWords } from '../locales'
import styles from './FilterBar.module.css'
import { period_text, presets } from './period'

interface PeriodPopoverProps {
  label?: string
  from: string | undefined
  to: string | undefined
  as_of: string
  on_change: (values: Record<string, string | null>) => void
}

export function PeriodPopover({ label, from, to, as_of, on_change }: PeriodPopoverProps) {
  const { text, language } = useWords()
  const id = useId()
  return (
    <div>
      <span className={styles.trigger_label} id={id}>{label ?? text.filters.period}</span>
      <Popover position="bottom-start" width={340} shadow="md" trapFocus>
        <Popover.Target>
          <Button size="sm" variant="default" className={styles.trigger} rightSection={<ChevronIcon size={16} />} aria-describedby={id}>
            {period_text(from, to, language, text)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={styles.presets}>
            {presets(as_of, text).map(({ title, period }) => {
              const chosen = (period.from ?? undefined) === from && (period.to ?? undefined) === to
              return (
                <Button key={title} size="xs" variant={chosen ? 'filled' : 'default'} onClick={() => on_change({ ...period })}>{title}</Button>
              )
            })}
          </div>
          <div className={styles.pair}>
            <DayField label={text.filters.from} value={from ?? ''} maximum={to} on_change={(day) => on_change({ from: day })} />
            <DayField label={text.filters.to} value={to ?? ''} minimum={from} on_change={(day) => on_change({ to: day })} />
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
