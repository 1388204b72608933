// A timeline in months and days, newest first, as it came. Pure.
import type { TimelineEntry } from '../../client/customer_types'
import type { Day } from '../../client/types'

export interface DayOfEntries {
  day: Day
  entries: TimelineEntry[]
}

export interface MonthOfEntries {
  month: string // 2026-11
  days: DayOfEntries[]
}

export function by_month(entries: readonly TimelineEntry[]): MonthOfEntries[] {
  const months: MonthOfEntries[] = []
  for (const entry of entries) {
    const month = entry.day.slice(0, 7)
    if (months.at(-1)?.month !== month) months.push({ month, days: [] })
    const days = months.at(-1)?.days ?? []
    if (days.at(-1)?.day !== entry.day) days.push({ day: entry.day, entries: [] })
    days.at(-1)?.entries.push(entry)
  }
  return months
}

// "order,note" of the URL, without what nobody knows.
export function kinds_in<T extends string>(text: string | undefined, known: readonly T[]): T[] {
  const asked = new Set((text ?? '').split(','))
  return known.filter((kind) => asked.has(kind))
}

export function toggled<T extends string>(kinds: readonly T[], kind: T): T[] {
  return kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]
}
