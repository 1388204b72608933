// A day, typed or picked, written as the shop writes days whatever the device's own language is.
import { DateInput } from '@mantine/dates'
import 'dayjs/locale/ja'
import type { Ref } from 'react'
import { useWords } from '../locales'

interface DayFieldProps {
  label: string
  label_hidden?: boolean // said to screen readers only
  value: string // 2026-11-22, or nothing
  minimum?: string | undefined
  maximum?: string | undefined
  on_change: (day: string) => void
  className?: string | undefined
  ref?: Ref<HTMLInputElement>
}

// 2026/11/22, 2026-11-22, 20261122 and full-width digits are all days to the person who types them.
export function parse_day(typed: string): string | null {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(typed.normalize('NFKC').trim())
  if (!match) return null
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number]
  const day = new Date(Date.UTC(year, month - 1, date))
  if (day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date) return null
  return day.toISOString().slice(0, 10)
}

export function DayField({ label, label_hidden = false, value, minimum, maximum, on_change, className, ref }: DayFieldProps) {
  const { language } = useWords()
  return (
    <DateInput
      {...(ref ? { ref } : {})} size="sm" {...(label_hidden ? { 'aria-label': label } : { label })} className={className ?? ''} value={parse_day(value)} locale={language}
      valueFormat={language === 'ja' ? 'YYYY/MM/DD' : 'D MMM YYYY'} firstDayOfWeek={language === 'ja' ? 0 : 1}
      {...(language === 'ja' ? { monthLabelFormat: 'YYYY年M月', yearLabelFormat: 'YYYY年', weekendDays: [0] as const } : {})}
      {...(minimum ? { minDate: minimum } : {})} {...(maximum ? { maxDate: maximum } : {})}
      dateParser={(typed) => parse_day(typed) ?? value} popoverProps={{ shadow: 'md' }}
      onChange={(day) => on_change(day ?? '')}
    />
  )
}
