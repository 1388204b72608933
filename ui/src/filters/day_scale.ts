// The days a shop knows, as a scale to slide on: where a day stands, where months begin, and which of them bear their name.
// Pure.
import { add_months, day_number, month_of } from '../kit/days'

export interface MonthMark {
  month: string // 2026-11
  share: number // 0 at the first day, 1 at the last
  named: boolean
}

export interface DayScale {
  first: number // day_number()
  last: number
  marks: MonthMark[]
}

const kNamesAtMost = 9
const kSteps = [1, 2, 3, 6, 12, 24, 60, 120] // months between two names

export function day_scale(first_day: string, last_day: string): DayScale {
  const first = day_number(first_day)
  const last = day_number(last_day)
  const months: string[] = []
  for (let day = `${month_of(first_day)}-01`; day <= last_day; day = add_months(day, 1)) {
    if (day >= first_day) months.push(day)
  }
  const step = kSteps.find((one) => months.length / one <= kNamesAtMost) ?? kSteps.at(-1) ?? 1
  const span = Math.max(1, last - first)
  const marks = months.map((day): MonthMark => {
    const [year, month] = day.split('-').map(Number) as [number, number]
    return { month: month_of(day), share: (day_number(day) - first) / span, named: (year * 12 + month - 1) % step === 0 }
  })
  return { first, last, marks }
}

// The day a key leads to: arrows by days (the field does that itself), page keys by months. Kept inside the scale.
export function month_away(day: string, months: number, { first_day, last_day }: { first_day: string; last_day: string }): string {
  const moved = add_months(day, months)
  return moved < first_day ? first_day : moved > last_day ? last_day : moved
}
