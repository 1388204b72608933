import type { Row } from '../src/client/types.ts'
import { net_of, seen, type Question, type Seen } from './question.ts'
import { day_of, text_of_day } from './shop.ts'

function month_index(day: number): number {
  const [year, month] = text_of_day(day).split('-').map(Number) as [number, number]
  return year * 12 + month - 1
}

function month_text(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

export function cohorts(question: Question): Row[] {
  const thirty = question.text('age', 'calendar_month') === '30_days'
  const horizon = question.get('horizon', 24)
  const now = month_index(question.as_of)
  const groups = new Map<number, Seen[]>()
  for (const one of seen(question)) {
    const cohort = month_index(one.purchases[0]?.day ?? 0)
    const members = groups.get(cohort)
    if (members) members.push(one)
    else groups.set(cohort, [one])
  }
  return [...groups.keys()].toSorted((a, b) => a - b).flatMap((cohort) => {
    const members = groups.get(cohort) ?? []
    const last_day_of_cohort = day_of(`${month_text(cohort + 1)}-01`) - 1
    let cumulative_sales = 0
    const rows: Row[] = []
    for (let age = 0; age <= horizon; ++age) {
      if (thirty ? question.as_of - day_of(`${month_text(cohort)}-01`) < age * 30 : cohort + age > now) break
      let active = 0
      let purchases = 0
      let sales = 0
      for (const { purchases: all } of members) {
        const first = all[0]?.day ?? 0
        const here = all.filter(({ day }) => (thirty ? Math.floor((day - first) / 30) : month_index(day) - cohort) === age)
        if (here.length > 0) ++active
        purchases += here.length
        for (const one of here) sales += net_of(one)
      }
      cumulative_sales += sales
      const complete = thirty ? question.as_of - last_day_of_cohort >= (age + 1) * 30 - 1 : question.as_of >= day_of(`${month_text(cohort + age + 1)}-01`) - 1
      rows.push({
        cohort: month_text(cohort), age, customers: members.length, active, purchases, sales, cumulative_sales,
        cumulative_per_customer: Math.round(cumulative_sales / members.length), complete,
      })
    }
    return rows
  })
}

export function net_sales(question: Question): Row[] {
  const in_all = { ...question, from: 0, to: 100_000 }
  const months = new Map<number, Record<string, number>>()
  for (const { purchases } of seen(in_all)) {
    for (const one of purchases) {
      if (one.day < question.from || one.day > question.to) continue
      const index = month_index(one.day)
      const sums = months.get(index) ?? { orders: 0, accepted: 0, out_of_stock: 0, returned: 0, discounts: 0, points: 0, net: 0 }
      const add = (name: string, value: number) => (sums[name] = (sums[name] ?? 0) + value)
      add('orders', 1)
      add('accepted', one.amount)
      add('out_of_stock', one.out_of_stock)
      add('returned', one.returned)
      add('discounts', one.discount)
      add('points', one.points)
      add('net', net_of(one))
      months.set(index, sums)
    }
  }
  return [...months.keys()].toSorted((a, b) => a - b).map((index) => ({
    month: month_text(index), ...months.get(index), orders_without_customer: index % 5,
  }))
}
