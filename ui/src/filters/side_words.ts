// What one of two compared questions is called: the value of the filter in which they differ. Pure.
import { kNotTold } from '../client/not_told'
import type { Summary } from '../client/types'
import { format_day } from '../kit/format'
import type { Words } from '../locales'
import { choices_of } from './choices'
import { last_day_of } from './comparable'
import type { Compared } from './compare'
import { period_text } from './period'
import type { Search } from './search'

export function side_title(search: Search, compared: Compared, summary: Summary, { language, text }: Words): string {
  if (compared === 'as_of') return format_day(search['as_of'] ?? last_day_of(summary), language)
  if (compared === 'period') return period_text(search['from'], search['to'], language, text)
  const chosen = search[compared]
  if (!chosen) return text.filters.all_of[compared]
  if (chosen === kNotTold) return text.filters.not_told[compared]
  return choices_of(compared, summary).find(({ value }) => value === chosen)?.label ?? chosen
}
