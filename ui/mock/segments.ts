import type { Row } from '../src/client/types.ts'
import { net_of, seen, type Question, type Seen } from './question.ts'

interface Sums {
  customers: number
  purchases: number
  sales: number
}

function sales_of({ purchases }: Seen): number {
  return purchases.reduce((sum, one) => sum + net_of(one), 0)
}

function level(value: number, borders: number[]): number {
  return 1 + borders.filter((border) => value >= border).length
}

export function rfm_levels(one: Seen, question: Question): [number, number, number] {
  const age = question.as_of - (one.purchases.at(-1)?.day ?? 0)
  const r = 1 + [365, 180, 90, 30].filter((border) => age <= border).length
  return [r, level(one.purchases.length, [2, 3, 6, 12]), level(sales_of(one), [5_001, 10_001, 15_001, 20_001])]
}

export function cpm_cell(one: Seen, question: Question): [string, boolean] {
  const first = one.purchases[0]?.day ?? 0
  const last = one.purchases.at(-1)?.day ?? 0
  const active = question.as_of - last < question.get('churn_days', 240)
  const tenure = last - first
  if (one.purchases.length === 1) return ['first', active]
  if (tenure < question.get('young_days', 90)) return ['young', active]
  if (sales_of(one) < question.get('amount', 70_000)) return ['steady', active]
  return [tenure < question.get('loyal_days', 210) ? 'trendy' : 'loyal', active]
}

function grouped(question: Question, key_of: (one: Seen) => string): Map<string, Sums> {
  const groups = new Map<string, Sums>()
  for (const one of seen(question)) {
    const key = key_of(one)
    const sums = groups.get(key) ?? { customers: 0, purchases: 0, sales: 0 }
    groups.set(key, { customers: sums.customers + 1, purchases: sums.purchases + one.purchases.length, sales: sums.sales + sales_of(one) })
  }
  return groups
}

export function rfm(question: Question): Row[] {
  const groups = grouped(question, (one) => rfm_levels(one, question).join(' '))
  return [...groups].map(([key, sums]) => {
    const [r = 1, f = 1, m = 1] = key.split(' ').map(Number)
    return { r, f, m, ...sums }
  })
}

export function cpm(question: Question): Row[] {
  const groups = grouped(question, (one) => cpm_cell(one, question).join(' '))
  return [...groups].map(([key, sums]) => {
    const [cell = '', active = ''] = key.split(' ')
    return { cell, active: active === 'true', ...sums }
  })
}
