import type { ja_analyses_of_products } from '../ja/analyses_of_products'

export const en_analyses_of_products: typeof ja_analyses_of_products = {
  products: {
    ranked: (measure, n) => `${measure}: the first ${n} products`,
    cost_known: (rate) => `cost known for ${rate} of sales`,
  },
  flow: {
    title: 'Products of the first, second and third purchase',
    note: 'Bands are as wide as they have customers',
    strongest: 'Where most go on',
    way: (n) => `purchase ${n} to ${n + 1}`,
    codes: { '-': 'Not known', _other: 'Others', _none: 'No next purchase yet' },
  },
  basket: {
    title: 'Bought together more often than by chance',
    note: '1 is as often as by chance. Lines: 95 % interval',
    times: (lift) => `${lift} ×`,
    both: (count, a_to_b, b_to_a) => `both ${count} times · A→B ${a_to_b} · B→A ${b_to_a}`,
  },
  stock: {
    lost: 'Sales lost by empty shelves (estimate)',
    empty_now: 'Out of stock now',
    soon: (days) => `Empty within ${days} days`,
    products: (n) => n,
    lost_title: (n) => `Most sales lost: the first ${n} products`,
    lost_note: 'estimated from days with stock',
    empty_days: (empty, days) => `empty ${empty} of ${days} days`,
    on_hand: (n) => `${n} on hand`,
    counted: (day) => ` (counted ${day})`,
    nothing_lost: 'No product was out of stock in this period.',
    supply_title: (n) => `Soonest empty: the first ${n} products`,
    supply_note: 'days for which the stock lasts',
    supply_days: (days) => `${days} days`,
    a_day: (pieces) => `${pieces} a day`,
    table: 'All products',
  },
}
