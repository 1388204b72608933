// A believable shop in memory: customers with purchases, so that the mock's answers come from counting, hang
// together and follow the filters. Days are counted from 1970-01-01.
import { seeded } from './random.ts'

export interface Purchase {
  day: number
  amount: number // yen
  returned: number
  discount: number
  points: number
  out_of_stock: number
}

export interface Customer {
  id: string
  number: string
  name: string
  source: string
  purchases: Purchase[]
}

export const kSources = ['検索広告', 'Instagram', '紹介', 'チラシ', 'モール']
export const kFirstDay = day_of('2023-10-01')
export const kLastDay = day_of('2026-11-22')
const kCustomers = 9_400

export function day_of(text: string): number {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / 86_400_000)
}

export function text_of_day(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

const family = ['佐藤', '鈴木', '高橋', '田中', '渡辺', '伊藤', '山本', '中村', '小林', '加藤', '吉田', '山田', '佐々木', '髙﨑', '井上', '木村']
const given = ['陽子', '健一', '美咲', '翔太', '恵子', '由美子', '大輔', '真由', '幸子', '直樹', '千尋', '拓也', '和子', '彩', '修', '葵']

// Probability to go on from the n-th purchase, by stage; sources keep differently.
const going_on = [0.46, 0.66, 0.75, 0.81, 0.85, 0.87, 0.88, 0.89]
const keeping: Record<string, number> = { 検索広告: 0.94, Instagram: 0.78, 紹介: 1.22, チラシ: 1.04, モール: 0.7 }

function customer(index: number, random: () => number): Customer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const source = pick(kSources)
  const span = kLastDay - kFirstDay
  // More newcomers lately, with a wave every December.
  let day = kFirstDay + Math.floor(span * Math.pow(random(), 0.82))
  const purchases: Purchase[] = []
  for (let n = 0; n < 40 && day <= kLastDay; ++n) {
    const amount = Math.round((n === 0 ? 1_980 + random() * 1_500 : 3_200 + random() * 4_200) / 10) * 10
    const chance = random()
    purchases.push({
      day, amount,
      returned: chance < 0.035 ? Math.round(amount * 0.8) : 0,
      discount: chance > 0.7 ? Math.round(amount * 0.1) : 0,
      points: chance > 0.55 && n > 0 ? 100 + Math.floor(random() * 3) * 100 : 0,
      out_of_stock: chance > 0.988 ? Math.round(amount * 0.5) : 0,
    })
    const stay = (going_on[Math.min(n, going_on.length - 1)] ?? 0.9) * (keeping[source] ?? 1)
    if (random() > Math.min(0.95, stay)) break
    const cycle = random() < 0.62 ? 30 : 60
    day += Math.max(3, Math.round(cycle * (0.7 + random() * 0.7) + (random() < 0.14 ? random() * 190 : 0)))
  }
  const family_name = pick(family)
  return { id: String(7_000_000 + index * 13), number: `C${String(index + 1).padStart(6, '0')}`, name: `${family_name} ${pick(given)}`, source, purchases }
}

let made: Customer[] | null = null

export function customers(): Customer[] {
  if (!made) {
    const random = seeded(20261122)
    made = Array.from({ length: kCustomers }, (_, index) => customer(index, random))
  }
  return made
}
