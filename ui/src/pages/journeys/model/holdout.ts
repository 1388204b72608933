// How many of a thousand get nothing, so that the effect can be told.
import type { Definition } from '../../../client/journey_types'

const kUntold = 100 // what the server takes where a definition says nothing

export function held_out_permille(definition: Definition): number {
  const stored = definition['holdout_permille']
  return typeof stored === 'number' ? stored : kUntold
}
