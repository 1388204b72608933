import type { Row } from '../src/client/types.ts'
import { seen, type Question, type Seen } from './question.ts'

export function kaplan_meier(gone_on: number[], watched: number[], until: number): number[] {
  const events = new Map<number, number>()
  for (const days of gone_on) events.set(days, (events.get(days) ?? 0) + 1)
  const all = [...gone_on, ...watched].toSorted((a, b) => a - b)
  let still = 1
  let below = 0
  return Array.from({ length: until + 1 }, (_, day) => {
    while (below < all.length && (all[below] ?? 0) < day) ++below
    const at_risk = all.length - below
    if (at_risk > 0) still *= 1 - (events.get(day) ?? 0) / at_risk
    return 1 - still
  })
}

function percentile(sorted: number[], share: number): number | null {
  if (sorted.length === 0) return null
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place % 1)
}

export function durations(all: Seen[], stage: number, as_of: number) {
  const reached = all.filter(({ purchases }) => purchases.length >= stage)
  const next = (one: Seen) => (one.purchases[stage]?.day ?? 0) - (one.purchases[stage - 1]?.day ?? 0)
  const watched = (one: Seen) => as_of - (one.purchases[stage - 1]?.day ?? 0)
  return {
    reached, next, watched,
    gone_on: reached.filter(({ purchases }) => purchases.length > stage),
    waiting: reached.filter(({ purchases }) => purchases.length === stage),
  }
}

// For each row of stages() the customers in every part of it.
export function stage_parts(question: Question): Record<string, number>[] {
  const window = question.get('window_days', 365)
  return stages(question).map((row) => {
    const { reached, gone_on, waiting, watched } = durations(seen(question), Number(row['stage']), question.as_of)
    const gone = waiting.filter((one) => watched(one) >= window).length
    return { reached: reached.length, converted: gone_on.length, within_window: waiting.length - gone, gone }
  })
}

export function stages(question: Question): Row[] {
  const window = question.get('window_days', 365)
  const all = seen(question)
  const rows: Row[] = []
  for (let stage = 1; stage <= question.get('stage_max', 12); ++stage) {
    const { reached, gone_on, waiting, next, watched } = durations(all, stage, question.as_of)
    if (reached.length === 0) break
    const matured = reached.filter((one) => watched(one) >= window)
    const converted = matured.filter((one) => one.purchases.length > stage && next(one) <= window).length
    const days = gone_on.map(next).toSorted((a, b) => a - b)
    rows.push({
      stage, customers: reached.length, ever_converted: gone_on.length, matured: matured.length, converted,
      stage_conversion_rate: matured.length > 0 ? converted / matured.length : null,
      km_rate: kaplan_meier(days, waiting.map(watched), window).at(-1) ?? null,
      days_p25: percentile(days, 0.25), days_median: percentile(days, 0.5), days_p75: percentile(days, 0.75),
    })
  }
  return rows
}

export function days_to_next(question: Question): Row[] {
  const stage = question.get('from_stage', 1)
  const days_max = question.get('days_max', 365)
  const { gone_on, waiting, next, watched } = durations(seen(question), stage, question.as_of)
  const days = gone_on.map(next)
  const curve = kaplan_meier(days, waiting.map(watched), days_max)
  return Array.from({ length: days_max }, (_, i) => ({
    days: i + 1, customers: days.filter((day) => day === i + 1).length, km_rate: curve[i + 1] ?? 0,
  }))
}
