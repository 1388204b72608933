// Pairs that are bought together more often than chance would have it, with their interval; the counts stand in the table.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_count, format_decimal, format_rate } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { name_of, useProductNames } from '../common/names'
import { ResultTable } from '../common/ResultTable'
import { number_of, number_or_null, text_of } from '../common/result'

const kShown = 12

export function Basket({ descriptor, result, open_cell }: DrawingProps) {
  const { text } = useWords()
  const names = useProductNames()
  const pairs = useMemo(() => result.rows.toSorted((a, b) => number_of(b, 'lift') - number_of(a, 'lift')).slice(0, kShown), [result])
  const named = (code: string) => name_of(names, 'product_a', code, result.parameters) ?? code
  return (
    <>
      <Card title={text.basket.title} note={text.basket.note}>
        <BarList
          label={text.basket.title} open_label={text.who.open}
          on_open={(index) => {
            const row = pairs[Number(index)]
            if (row) open_cell({ values: { product_a: text_of(row, 'product_a'), product_b: text_of(row, 'product_b') } })
          }}
          bars={pairs.map((row, i) => {
            const [a, b] = [text_of(row, 'product_a'), text_of(row, 'product_b')]
            const [low, high] = [number_or_null(row, 'lift_low'), number_or_null(row, 'lift_high')]
            return {
              name: String(i), title: `${named(a)} ＋ ${named(b)}`, value: number_of(row, 'lift'), text: text.basket.times(format_decimal(number_of(row, 'lift'), 2)),
              interval: low === null || high === null ? null : { low, high },
              note: text.basket.both(format_count(number_of(row, 'count')), format_rate(number_of(row, 'a_to_b')), format_rate(number_of(row, 'b_to_a'))),
            }
          })}
        />
      </Card>
      <Card><ResultTable result={result} descriptor={descriptor} label={descriptor.title} height={480} /></Card>
    </>
  )
}
