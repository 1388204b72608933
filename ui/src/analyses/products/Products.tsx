// What each product brought, ranked; one figure as bars, all of them in the table.
import { figure_short, figure_text } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_rate } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { name_of, useProductNames } from '../common/names'
import { ResultTable } from '../common/ResultTable'
import { currency_of, number_or_null, text_of } from '../common/result'
import { ranked_rows } from './model'

const kShown = 12
const kMeasures = ['net', 'buyers', 'repeat_rate', 'return_rate', 'margin'] as const

export function Products({ descriptor, result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const names = useProductNames()
  const narrow = useNarrow()
  const columns = kMeasures.flatMap((name) => result.columns.find((column) => column.name === name) ?? [])
  const measure = columns.find(({ name }) => name === search['focus']) ?? columns[0]
  const style = { currency: currency_of(result), language }
  const ranked = measure ? ranked_rows(result.rows, measure.name, kShown) : []
  const table = <Card><ResultTable result={result} descriptor={descriptor} label={descriptor.title} height={520} /></Card>
  if (!measure) return table
  return (
    <>
      <Card
        title={text.products.ranked(measure.title, ranked.length)}
        tools={<ChoiceOf label={text.generic.measure} value={measure.name} choices={columns.map(({ name, title }) => ({ value: name, label: title }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />}
      >
        <BarList
          label={measure.title} open_label={text.who.open} on_open={(product) => open_cell({ values: { product } })}
          bars={ranked.map((row) => {
            const code = text_of(row, 'product')
            const value = number_or_null(row, measure.name) ?? 0
            const [low, high] = [number_or_null(row, 'repeat_low'), number_or_null(row, 'repeat_high')]
            const known = number_or_null(row, 'cost_known_share')
            return {
              name: code, title: name_of(names, 'product', code, result.parameters) ?? code, value, text: figure_short(value, measure.type, style), exact: figure_text(value, measure.type, style),
              interval: measure.name === 'repeat_rate' && low !== null && high !== null ? { low, high } : null,
              ...(measure.name === 'margin' && known !== null && known < 1 ? { note: text.products.cost_known(format_rate(known)) } : {}),
            }
          })}
        />
      </Card>
      {table}
    </>
  )
}
