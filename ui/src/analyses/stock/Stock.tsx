// What empty shelves cost, worst first; what will be empty soonest; and all products as a table.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { day_number } from '../../kit/days'
import { format_count, format_day, format_decimal, format_money, format_money_short, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { name_of, useProductNames } from '../common/names'
import { ResultTable } from '../common/ResultTable'
import { currency_of, number_or_null } from '../common/result'
import { empty_within, is_empty, most_lost, soonest_empty, stocked_products, type StockedProduct } from './model'

const kShown = 12
const kSoon = 14 // days
const kFresh = 7 // days
const kColumns = ['product', 'on_hand', 'days_of_supply', 'out_of_stock_days', 'sales_lost', 'pieces_per_day', 'pieces', 'sales', 'counted_on', 'days']

export function Stock({ descriptor, result }: DrawingProps) {
  const { text, language } = useWords()
  const names = useProductNames()
  const products = useMemo(() => stocked_products(result), [result])
  const currency = currency_of(result)
  const all_lost = number_or_null(result.totals, 'sales_lost')
  const [worst, soon] = [most_lost(products, kShown), soonest_empty(products, kShown)]
  const named = (code: string) => name_of(names, 'product', code, result.parameters) ?? code
  // The day of a count that is old; else the table alone tells it.
  const on_hand = (one: StockedProduct) => text.stock.on_hand(format_count(one.on_hand)) + (day_number(result.as_of) - day_number(one.counted_on) > kFresh ? text.stock.counted(format_day(one.counted_on, language)) : '')
  const count = (some: readonly StockedProduct[]) => text.stock.products(format_count(some.length))
  return (
    <>
      <Card>
        <FigureRow figures={[
          { name: 'lost', title: text.stock.lost, value: all_lost === null ? kMissing : <span title={format_money(all_lost, currency)}>{format_money_short(all_lost, currency, language)}</span> },
          { name: 'empty', title: text.stock.empty_now, value: count(products.filter(is_empty)) },
          { name: 'soon', title: text.stock.soon(kSoon), value: count(empty_within(products, kSoon)) },
        ]} />
      </Card>
      <Card title={worst.length > 0 ? text.stock.lost_title(worst.length) : text.stock.lost} note={worst.length > 0 ? text.stock.lost_note : text.stock.nothing_lost}>
        <BarList
          label={text.stock.lost}
          bars={worst.map((one) => ({
            name: one.product, title: named(one.product), value: one.lost, text: format_money_short(one.lost ?? 0, currency, language), exact: format_money(one.lost ?? 0, currency),
            note: `${text.stock.empty_days(format_count(one.empty_days), format_count(one.days))} · ${on_hand(one)}`,
          }))}
        />
      </Card>
      {soon.length === 0 ? null : (
        <Card title={text.stock.supply_title(soon.length)} note={text.stock.supply_note}>
          <BarList
            label={text.stock.supply_note}
            bars={soon.map((one) => ({
              name: one.product, title: named(one.product), value: one.supply, text: text.stock.supply_days(format_decimal(one.supply ?? 0)), strong: (one.supply ?? 0) <= kSoon,
              note: [on_hand(one), one.per_day === null ? null : text.stock.a_day(format_decimal(one.per_day, 1))].filter((part) => part !== null).join(' · '),
            }))}
          />
        </Card>
      )}
      <Card title={text.stock.table}><ResultTable result={result} descriptor={descriptor} label={text.stock.table} order={kColumns} height={480} /></Card>
    </>
  )
}
