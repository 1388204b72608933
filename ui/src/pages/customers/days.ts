// Days as lists write them: the year stands above, in the heading.
import { format_day, type Language } from '../../kit/format'
import type { Day } from '../../client/types'

// 2026-04-20 -> 4/20(月), Mon 20 Apr
export function short_day(day: Day, language: Language): string {
  const full = format_day(day, language)
  return language === 'ja' ? full.replace(/^\d{4}\/0?/, '').replace('/0', '/') : full.replace(/ \d{4}$/, '')
}
