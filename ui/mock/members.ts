// The customers behind a cell, counted by the same rules as the cell.
import type { Row } from '../src/client/types.ts'
import { seen, type Question, type Seen } from './question.ts'
import { cpm_cell, rfm_levels } from './segments.ts'
import { text_of_day } from './shop.ts'
import { durations } from './stages.ts'

function of_stage(question: Question, stage: number, part: string): Seen[] {
  const window = question.get('window_days', 365)
  const { reached, gone_on, waiting, watched } = durations(seen(question), stage, question.as_of)
  if (part === 'converted') return gone_on
  if (part === 'gone') return waiting.filter((one) => watched(one) >= window)
  if (part === 'within_window') return waiting.filter((one) => watched(one) < window)
  return reached
}

function of_cell(name: string, question: Question, cell: (column: string) => string | null, part: string): Seen[] {
  if (name === 'stages') return of_stage(question, Number(cell('stage')), part)
  if (name === 'days_to_next') {
    const { gone_on, next } = durations(seen(question), question.get('from_stage', 1), question.as_of)
    return gone_on.filter((one) => next(one) === Number(cell('days')))
  }
  if (name === 'rfm') {
    return seen(question).filter((one) => rfm_levels(one, question).every((level, i) => (cell('rfm'[i] ?? '') ?? String(level)) === String(level)))
  }
  if (name === 'cpm') {
    return seen(question).filter((one) => {
      const [layer, active] = cpm_cell(one, question)
      return layer === cell('cell') && String(active) === (cell('active') ?? String(active))
    })
  }
  const month = cell('cohort') ?? cell('month') ?? ''
  return seen(question).filter(({ purchases }) => text_of_day(purchases[0]?.day ?? 0).startsWith(month))
}

export function members(name: string, question: Question, query: URLSearchParams): Row[] {
  const found = of_cell(name, question, (column) => query.get(`cell.${column}`), query.get('part') ?? '')
  return found.map((one) => ({
    customer: one.customer.id, customer_number: one.customer.number, name: one.customer.name,
    purchases: one.purchases.length, first_day: text_of_day(one.purchases[0]?.day ?? 0), last_day: text_of_day(one.purchases.at(-1)?.day ?? 0),
    sales: one.purchases.reduce((sum, { amount }) => sum + amount, 0), reason: 'mock',
    reason_text: `${text_of_day(one.purchases.at(-1)?.day ?? 0).replaceAll('-', '/')} に${one.purchases.length}回目を購入`,
  }))
}
