import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { deciles_model, share_of_best } from './model'

const row = (decile: number, share: number | null, cumulative_share: number | null) => ({ decile, customers: 3, sales: 100, share, cumulative_share, sales_per_customer: 33 })

test('the best tenths bring what their sum says', () => {
  const deciles = deciles_model({ rows: [row(1, 0.5, 0.5), row(2, 0.2, 0.7)] } as unknown as Result)
  expect(share_of_best(deciles, 2)).toBe(0.7)
  expect(share_of_best(deciles, 3)).toBeNull() // fewer than thirty customers may fill fewer groups
})

test('without sales there is no share', () => {
  expect(share_of_best(deciles_model({ rows: [row(1, null, null)] } as unknown as Result), 1)).toBeNull()
})
