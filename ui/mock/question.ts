// The common filters of a question, applied to the mock shop.
import { customers, day_of, kLastDay, type Customer, type Purchase } from './shop.ts'

export interface Question {
  as_of: number
  from: number
  to: number
  source: string
  get: (name: string, otherwise: number) => number
  text: (name: string, otherwise: string) => string
}

export interface Seen {
  customer: Customer
  purchases: Purchase[] // by as-of
}

export function question_of(query: URLSearchParams): Question {
  const day = (name: string, otherwise: number) => {
    const text = query.get(name)
    return text ? day_of(text) : otherwise
  }
  return {
    as_of: day('as_of', kLastDay),
    from: day('from', 0),
    to: day('to', 100_000),
    source: query.get('source') ?? '',
    get: (name, otherwise) => Number(query.get(name) ?? otherwise),
    text: (name, otherwise) => query.get(name) ?? otherwise,
  }
}

export function seen(question: Question): Seen[] {
  return customers().flatMap((customer) => {
    if (question.source && customer.source !== question.source) return []
    const purchases = customer.purchases.filter(({ day }) => day <= question.as_of)
    const first = purchases[0]
    return first && first.day >= question.from && first.day <= question.to ? [{ customer, purchases }] : []
  })
}

export function net_of({ amount, returned, discount, points, out_of_stock }: Purchase): number {
  return amount - returned - discount - points - out_of_stock
}
