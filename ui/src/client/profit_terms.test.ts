import { expect, test } from 'vitest'
import { with_shop_terms } from './profit_terms'
import type { Descriptor } from './types'

const descriptor = {
  name: 'ltv', parameters: [{ name: 'horizon', type: 'integer', default: 12 }, { name: 'margin_percent', type: 'integer', default: 50 }, { name: 'shipping_cost', type: 'money', default: 0 }],
} as unknown as Descriptor

test('what the shop keeps is the default of its parameters, and of no others', () => {
  const [own] = with_shop_terms([descriptor], { margin_percent: 40, shipping_cost: 600, payment_fee_permille: 36 })
  expect(own?.parameters.map((one) => one.default)).toEqual([12, 40, 600])
})

test('until the terms are there the descriptors are as they were told', () => {
  expect(with_shop_terms([descriptor], undefined)).toEqual([descriptor])
})
