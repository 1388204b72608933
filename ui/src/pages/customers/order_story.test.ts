import { expect, test } from 'vitest'
import type { OrderStep, StepKind } from '../../client/customer_types'
import { shown_steps } from './order_story'

function step(kind: StepKind, day: string): OrderStep {
  return { kind, day, days: 0, amount: null, reason: null }
}
const tones = (steps: OrderStep[], as_of: string | null) => shown_steps({ steps }, as_of).map(({ kind, tone }) => `${kind} ${tone}`)

test('a paid order does not speak of the day it was due', () => {
  expect(tones([step('accepted', '2026-01-01'), step('paid', '2026-01-09'), step('payment_due', '2026-01-15')], '2026-02-01')).toEqual([
    'accepted plain', 'paid good',
  ])
})

test('unpaid is waiting until the day has passed', () => {
  const steps = [step('accepted', '2026-01-01'), step('payment_due', '2026-01-15')]
  expect(tones(steps, '2026-01-15')).toEqual(['accepted plain', 'payment_due waiting'])
  expect(tones(steps, '2026-01-16')).toEqual(['accepted plain', 'payment_due bad'])
  expect(tones(steps, null)).toEqual(['accepted plain', 'payment_due waiting'])
})

test('nothing is owed for a cancelled order', () => {
  expect(tones([step('accepted', '2026-01-01'), step('cancelled', '2026-01-02'), step('payment_due', '2026-01-15')], '2026-02-01')).toEqual([
    'accepted plain', 'cancelled bad',
  ])
})
