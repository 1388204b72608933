// From rows of `rfm_moves` and `cpm_moves` to who stayed, rose, fell, and came anew. Pure.
import type { Descriptor, Result } from '../../client/types'
import { number_of, text_of } from '../common/result'

export const kNotYet = 'none' // no purchase on the earlier day

export type Way = 'stayed' | 'rose' | 'fell' | 'came'

export interface Move {
  from: string
  to: string
  customers: number
  share: number // of those who were in `from`
  way: Way
}

export interface MovesModel {
  moves: Move[]
  before: string[] // places somebody left, in the order of the analysis
  now: string[]
  totals: Record<Way, number>
  known_before: number // customers of the earlier day
}

// Ranks come best first. Layers come young to loyal, each with those still here and those gone; whoever is gone stands lowest.
function worth(place: string, order: readonly string[]): number {
  if (place.endsWith('_gone')) return -1
  const index = order.indexOf(place)
  return place.endsWith('_active') ? index : order.length - index
}

function way_of(from: string, to: string, order: readonly string[]): Way {
  if (from === kNotYet) return 'came'
  const change = worth(to, order) - worth(from, order)
  return change === 0 ? 'stayed' : change > 0 ? 'rose' : 'fell'
}

export function moves_model(descriptor: Descriptor, result: Result): MovesModel {
  const order = (descriptor.columns.find(({ name }) => name === 'to')?.choices ?? []).map(({ value }) => value)
  const moves = result.rows.map((row): Move => {
    const [from, to] = [text_of(row, 'from'), text_of(row, 'to')]
    return { from, to, customers: number_of(row, 'customers'), share: number_of(row, 'share'), way: way_of(from, to, order) }
  })
  const totals: Record<Way, number> = { stayed: 0, rose: 0, fell: 0, came: 0 }
  for (const { way, customers } of moves) totals[way] += customers
  const used = (side: 'from' | 'to') => [...order, kNotYet].filter((place) => moves.some((move) => move[side] === place))
  return { moves, before: used('from'), now: used('to'), totals, known_before: totals.stayed + totals.rose + totals.fell }
}
