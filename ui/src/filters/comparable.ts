// What there is to compare a question with, and which other value to begin with. Pure.
import type { Descriptor, Summary } from '../client/types'
import { add_months } from '../kit/days'
import { choices_of } from './choices'
import { kCompared, names_of, type Compared } from './compare'
import type { Search } from './search'

export function last_day_of(summary: Summary): string {
  return summary.as_of ?? summary.last_day ?? ''
}

// Filters that the analysis takes and that have another value to offer.
export function comparable(descriptor: Descriptor, summary: Summary): Compared[] {
  const taken = new Set(descriptor.parameters.map(({ name }) => name))
  return kCompared.filter((one) => {
    if (!names_of(one).every((name) => taken.has(name))) return false
    return one === 'as_of' || one === 'period' || choices_of(one, summary).length > 0
  })
}

function year_before(day: string): string {
  return add_months(day, -12)
}

// A year before, or as far back as the shop goes; of names the first that is not chosen already.
export function first_values(compared: Compared, summary: Summary, search: Search): Search {
  const as_of = search['as_of'] ?? last_day_of(summary)
  if (compared === 'as_of') {
    const first_day = summary.first_day ?? as_of
    return { as_of: year_before(as_of) < first_day ? first_day : year_before(as_of) }
  }
  if (compared === 'period') {
    const { from, to } = search
    return { ...(from ? { from: year_before(from) } : {}), to: year_before(to ?? as_of) }
  }
  const other = choices_of(compared, summary).find(({ value }) => value !== search[compared])
  return other ? { [compared]: other.value } : {}
}
