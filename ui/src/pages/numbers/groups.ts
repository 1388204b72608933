// The analyses in the order in which one asks: where do they stop, do they stay, who are they, what do they buy, what is left,
// does it arrive. Pure. An analysis nobody has put into a group stands at the end: none is lost.
import type { Descriptor } from '../../client/types'

export const kGroups = ['stop', 'stay', 'who', 'products', 'money', 'delivery', 'other'] as const
export type GroupName = (typeof kGroups)[number]

const kMembers: Record<Exclude<GroupName, 'other'>, readonly string[]> = {
  stop: ['stages', 'days_to_next', 'weakest_link', 'planner'],
  stay: ['cohorts', 'retention', 'retention_trap', 'churn_signal', 'churn_calibration', 'customer_balance'],
  who: ['rfm', 'cpm', 'deciles', 'rfm_moves', 'cpm_moves'],
  products: ['products', 'product_flow', 'basket', 'stock'],
  money: ['net_sales', 'ltv', 'ltv_levers', 'acquisition'],
  delivery: ['order_to_cash', 'shipment_losses', 'payment_delay', 'delivery', 'delivery_repeat', 'returns', 'after_trouble', 'calendar'],
}

// Asked of a cell or of the day, in a drawer or on another page.
const kWithoutPage = new Set(['customers', 'r30'])

export interface Group {
  name: GroupName
  analyses: Descriptor[]
}

export function has_page({ name }: Descriptor): boolean {
  return !kWithoutPage.has(name)
}

export function grouped(descriptors: readonly Descriptor[]): Group[] {
  const left = new Map(descriptors.filter(has_page).map((one) => [one.name, one]))
  const take = (name: string) => {
    const found = left.get(name)
    left.delete(name)
    return found ? [found] : []
  }
  const groups = kGroups.map((name): Group => ({ name, analyses: name === 'other' ? [...left.values()] : kMembers[name].flatMap(take) }))
  return groups.filter(({ analyses }) => analyses.length > 0)
}
