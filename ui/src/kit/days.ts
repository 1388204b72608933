// Days as numbers and back: "2026-11-22" <-> days since 1970. Pure; no zone, no clock.

const kDayMilliseconds = 86_400_000

// NaN for what is no day.
export function day_number(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / kDayMilliseconds
}

export function day_text(number: number): string {
  return new Date(number * kDayMilliseconds).toISOString().slice(0, 10)
}

// The same date so many months later (earlier when negative); the last of the month where it has no such date.
export function add_months(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export function month_of(day: string): string {
  return day.slice(0, 7)
}

export function last_of_month(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
