// A proposal as a person has changed it: other days, messages left out.
import type { Definition, JourneySchema, ProposedStep } from '../../../client/journey_types'
import { change_node, node_of, remove_node } from './edit'
import { exits_of } from './exits'

export interface KeptStep {
  slot: string
  day: number // after the order, as the proposal counts
  kept: boolean
}

export function steps_to_choose(steps: readonly ProposedStep[]): KeptStep[] {
  return steps.map(({ slot, day }) => ({ slot, day, kept: true }))
}

// The wait that leads to a node, if one does.
function wait_before(definition: Definition, schema: JourneySchema, id: string): string | undefined {
  return definition.nodes.find((node) => node.kind === 'wait' && exits_of(node, schema.nodes[node.kind]).some(({ to }) => to === id))?.id
}

// The proposal puts a wait before every message and calls the node of a message by its slot.
export function as_chosen(definition: Definition, schema: JourneySchema, proposed: readonly ProposedStep[], chosen: readonly KeptStep[]): Definition {
  return chosen.reduce((drawn, { slot, day, kept }) => {
    const wait = wait_before(drawn, schema, slot)
    if (!node_of(drawn, slot)) return drawn
    if (!kept) {
      const without = remove_node(drawn, schema, slot)
      return wait === undefined ? without : remove_node(without, schema, wait)
    }
    const moved_by = day - (proposed.find((step) => step.slot === slot)?.day ?? day)
    if (wait === undefined || moved_by === 0) return drawn
    return change_node(drawn, wait, (node) => ({ ...node, days: Math.max(0, (typeof node['days'] === 'number' ? node['days'] : 0) + moved_by) }))
  }, definition)
}
