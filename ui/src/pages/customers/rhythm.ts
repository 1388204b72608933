// The ruler of a customer's rhythm: where on a line from the last purchase the marks stand. Pure.
import type { Rhythm } from '../../client/customer_types'
import type { Day } from '../../client/types'

export interface Ruler {
  expected: number // places on the line, 0 to 1
  late: number
  now: number
  days_late: number // how many days the expected one has passed by, or is still to come (below zero)
}

const kRoomBehind = 1.12
const kFarthest = 2 // so many times the late line fit on the ruler; whoever is farther away stands at its end

export function days_between(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

export function ruler_of(rhythm: Rhythm): Ruler {
  const expected = days_between(rhythm.last_day, rhythm.expected_day)
  const late = Math.max(days_between(rhythm.last_day, rhythm.late_day), expected, 1)
  const end = Math.min(Math.max(late, rhythm.days_since), late * kFarthest) * kRoomBehind
  return { expected: expected / end, late: late / end, now: Math.min(rhythm.days_since / end, 1), days_late: rhythm.days_since - expected }
}

const kFirstWord = 0.29 // where the middle of a word can stand beside the one at the beginning of the line
const kWord = 0.2 // of the line, for one word and the room beside it
const kLastWord = 0.9

// Where the middles of the words below the marks stand: at their marks, as far as they leave each other room.
export function words_of({ expected, late }: Pick<Ruler, 'expected' | 'late'>): { expected: number; late: number } {
  const first = Math.max(expected, kFirstWord)
  const second = Math.min(Math.max(late, first + kWord), kLastWord)
  return { expected: Math.min(first, second - kWord), late: second }
}
