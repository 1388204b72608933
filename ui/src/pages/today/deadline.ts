// Days of a deadline, seen from a day. Pure.

const kDay = 86_400_000
const kSoon = 3

// 0: today is the last day; below 0: it has passed.
export function days_left(due: string, day: string): number {
  return Math.round((Date.parse(due) - Date.parse(day)) / kDay)
}

export function urgency(left: number): 'over' | 'soon' | 'later' {
  if (left < 0) return 'over'
  return left <= kSoon ? 'soon' : 'later'
}
