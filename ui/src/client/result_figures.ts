// How the figures of a result are written.
import type { CampaignResult, Effect } from './campaign_types'
import { format_decimal, format_money, type Currency } from '../kit/format'
import type { Texts } from '../locales'

export const currency_of = ({ currency, currency_decimals }: Pick<CampaignResult, 'currency' | 'currency_decimals'>): Currency => ({ code: currency, decimals: currency_decimals })

const kOrderDigits = 3

// With its sign: it is a difference.
export function signed(value: number, { measure }: Pick<Effect, 'measure'>, currency: Currency, text: Texts): string {
  const size = Math.abs(value)
  const written = measure === 'orders' ? text.results.orders_unit(format_decimal(size, kOrderDigits)) : format_money(Math.round(size), currency)
  return `${value > 0 ? '+' : value < 0 ? '−' : '±'}${written}`
}
