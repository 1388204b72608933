// What became of an order's money as a row of steps. Pure.
import type { OrderStep, OrderStory, StepKind } from '../../client/customer_types'
import type { Day } from '../../client/types'

export type Tone = 'plain' | 'good' | 'bad' | 'waiting'

export interface ShownStep extends OrderStep {
  tone: Tone
}

const tones: Record<StepKind, Tone> = {
  accepted: 'plain', shipped: 'plain', delivered: 'plain', paid: 'good', cancelled: 'bad', out_of_stock: 'bad', returned: 'bad', payment_due: 'waiting',
}

// A day on which payment is due says something only while it has not come; overdue it is bad.
export function shown_steps({ steps }: Pick<OrderStory, 'steps'>, as_of: Day | null): ShownStep[] {
  const has = (kind: StepKind) => steps.some((step) => step.kind === kind)
  return steps
    .filter((step) => step.kind !== 'payment_due' || !(has('paid') || has('cancelled')))
    .map((step) => {
      const overdue = step.kind === 'payment_due' && as_of !== null && step.day < as_of
      return { ...step, tone: overdue ? 'bad' : tones[step.kind] }
    })
}
