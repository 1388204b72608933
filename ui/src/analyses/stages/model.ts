// From rows of `stages` to what is drawn: boxes on one line, links between them, strips below. Pure.
import type { Result } from '../../client/types'
import { interval_if_few, type Interval } from '../../kit/interval'
import { number_of, number_or_null, part_of } from '../common/result'

export interface StageBox {
  stage: number
  customers: number
  share: number // of the first stage: the height of the box
  converted: number // made the next purchase by as-of
  within_window: number // not yet, and still may within the window
  gone: number // did not, and the window is over
  other_customers?: number // of the answer it is compared with, and their share of its first stage
  other_share?: number
}

export interface StageLink {
  stage: number // from this stage to the next
  matured: number
  converted: number
  rate: number | null // converted / matured; null while nobody has matured
  interval: Interval | null // only where cases are few
  km_rate: number | null
  days_median: number | null
  lost: number // matured customers who did not go on in time
  weakest: boolean
  other_rate?: number | null // of the answer it is compared with
}

export interface StagesModel {
  boxes: StageBox[]
  links: StageLink[] // one for every box: the last may have nobody behind it
  weakest: StageLink | null
}

// A link that fewer customers had the time for says nothing about where the shop loses people.
export const kCasesForWeakest = 100

export function stages_model(result: Result): StagesModel {
  const first = result.rows[0] ? number_of(result.rows[0], 'customers') : 0
  const boxes = result.rows.map((row, i): StageBox => {
    const customers = number_of(row, 'customers')
    return {
      stage: number_of(row, 'stage'),
      customers,
      share: first > 0 ? customers / first : 0,
      converted: number_of(row, 'ever_converted'),
      within_window: part_of(result, i, 'within_window'),
      gone: part_of(result, i, 'gone'),
    }
  })
  const links = result.rows.map((row): StageLink => {
    const matured = number_of(row, 'matured')
    const converted = number_of(row, 'converted')
    return {
      stage: number_of(row, 'stage'),
      matured,
      converted,
      rate: number_or_null(row, 'stage_conversion_rate'),
      interval: interval_if_few(converted, matured),
      km_rate: number_or_null(row, 'km_rate'),
      days_median: number_or_null(row, 'days_median'),
      lost: matured - converted,
      weakest: false,
    }
  })
  const weakest = links
    .filter((link) => link.matured >= kCasesForWeakest && link.lost > 0)
    .reduce<StageLink | null>((worst, link) => (worst === null || link.lost > worst.lost ? link : worst), null)
  if (weakest) weakest.weakest = true
  return { boxes, links, weakest }
}

export type StripPart = 'converted' | 'within_window' | 'gone'

export interface StripPiece {
  part: StripPart
  customers: number
  share: number
}

export function strip_of(box: StageBox): StripPiece[] {
  const parts: StripPart[] = ['converted', 'within_window', 'gone']
  return parts.map((part) => ({ part, customers: box[part], share: box.customers > 0 ? box[part] / box.customers : 0 }))
}

// The same stages, each beside that of another answer. A stage that nobody reached there has no other.
export function beside(model: StagesModel, other: StagesModel): StagesModel {
  const boxes = new Map(other.boxes.map((box) => [box.stage, box]))
  const links = new Map(other.links.map((link) => [link.stage, link]))
  return {
    ...model,
    boxes: model.boxes.map((box) => ({ ...box, other_customers: boxes.get(box.stage)?.customers ?? 0, other_share: boxes.get(box.stage)?.share ?? 0 })),
    links: model.links.map((link) => ({ ...link, other_rate: links.get(link.stage)?.rate ?? null })),
  }
}
