// From the question for the customers behind a cell to the list that is to be kept of them. Pure.
import { ApiError, type Query } from '../../client/http'
import type { CellList } from '../../client/segment_types'

const kCell = 'cell.'
const kNoConditions = new Set(['segment.cell_without_condition', 'segment.filter_without_condition'])

// The server can say who is in the cell, but not by a condition.
export function is_no_condition(error: unknown): boolean {
  return error instanceof ApiError && kNoConditions.has(error.body.key)
}

export function cell_list(name: string, analysis: string, question: Query): CellList {
  const list: CellList = { name, analysis, arguments: {}, cell: {} }
  for (const [key, value] of Object.entries(question)) {
    if (value === undefined || value === '') continue
    if (key === 'part') list.part = String(value)
    else if (key.startsWith(kCell)) list.cell[key.slice(kCell.length)] = String(value)
    else list.arguments[key] = String(value)
  }
  return list
}
