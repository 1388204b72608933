// Any analysis, drawn from its descriptor, above its table. Compared with another answer, both are drawn over each other.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { figure_text } from '../../charts/value_axis'
import { CustomerLink } from '../../client/CustomerLink'
import type { CellValue, Column, Descriptor, Result, Row } from '../../client/types'
import { Card } from '../../kit/Card'
import { kMissing } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { code_titles, ResultTable } from '../common/ResultTable'
import { currency_of, format_value, number_or_null, unit_text, type ValueStyle } from '../common/result'
import { HeatTable } from '../common/HeatTable'
import { useProductNames, word_of, type ProductNames } from '../common/names'
import { drawn_of, interval_columns, is_unfinished, plan_of } from './model'
import { generic_option, type DrawnSet } from './options'

const kHeight = 340

// Who is named leads to their page.
function linked(row: Row, shown: string) {
  const id = row['customer_id']
  return typeof id === 'string' && shown !== '' ? <CustomerLink id={id}>{shown}</CustomerLink> : shown
}
const kLinked = { customer_name: linked, customer_number: linked }

function to_cell(columns: readonly string[], row: Row) {
  return { values: Object.fromEntries(columns.flatMap((name) => (row[name] === null || row[name] === undefined ? [] : [[name, String(row[name])]]))) }
}

function words_of(column: Column | null, descriptor: Descriptor, result: Result, names: ProductNames, style: ValueStyle) {
  const titles = column ? code_titles(descriptor, column.name) : undefined
  return (value: CellValue) => (column && word_of(names, column.name, value, result.parameters, style)) ?? format_value(value, column?.type ?? 'text', { ...style, titles })
}

interface GenericProps extends DrawingProps {
  only?: (row: Row) => boolean // of the rows those that are drawn; the table has all
}

function every_row() {
  return true
}

export function Generic({ descriptor, result, search, on_change, open_cell, against, only = every_row }: GenericProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const narrow = useNarrow()
  const names = useProductNames()
  const plan = useMemo(() => plan_of(descriptor, result), [descriptor, result])
  const rows = useMemo(() => result.rows.filter(only), [result, only])
  const measure = plan.measures.find(({ name }) => name === search['focus']) ?? plan.measures.find(({ type }) => type === 'rate') ?? plan.measures[0]
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const across_text = useMemo(() => words_of(plan.across, descriptor, result, names, style), [plan, descriptor, result, names, style])
  const group_text = useMemo(() => words_of(plan.groups, descriptor, result, names, style), [plan, descriptor, result, names, style])
  const option = useMemo(() => {
    if (!measure || !plan.across || (plan.shape !== 'bars' && plan.shape !== 'line')) return null
    const drawn = drawn_of(plan, rows)
    const sets: DrawnSet[] = [{ drawn, title: against?.titles.first ?? null }]
    if (against) sets.push({ drawn: drawn_of(plan, against.result.rows.filter(only), drawn.places), title: against.titles.second })
    return generic_option(plan.shape, sets, measure, plan.across, interval_columns(measure, result.columns), { ...style, palette, place_text: across_text, group_text })
  }, [plan, result, rows, only, against, measure, style, palette, across_text, group_text])
  const choice = plan.measures.length < 2 || !measure ? null : (
    <ChoiceOf
      label={text.generic.measure} value={measure.name} choices={plan.measures.map(({ name, title }) => ({ value: name, label: title }))} narrow={narrow}
      on_choose={(name) => on_change({ focus: name })}
    />
  )
  const can_open = descriptor.cell_columns.length > 0
  const open = (row: Row | null | undefined) => {
    if (row && can_open) open_cell(to_cell(descriptor.cell_columns, row))
  }
  const table = <Card><ResultTable result={result} descriptor={descriptor} label={descriptor.title} cells={kLinked} height={480} /></Card>
  if (!measure || plan.shape === 'table') return table
  if (plan.shape === 'figures') {
    const figure_of = ([row]: readonly Row[], { name, type }: Column) => {
      const value = row ? number_or_null(row, name) : null
      return value === null ? kMissing : figure_text(value, type, style)
    }
    return (
      <Card title={descriptor.title}>
        <FigureRow figures={plan.measures.map((one) => ({
          name: one.name, title: one.title, value: figure_of(result.rows, one), ...(against ? { note: `${against.titles.second} ${figure_of(against.result.rows, one)}` } : {}),
        }))} />
      </Card>
    )
  }
  const unit = unit_text(measure.type, measure.unit, style)
  return (
    <>
      <Card title={measure.title} note={unit === '' ? undefined : text.generic.unit(unit)} tools={choice}>
        {option ? (
          <Chart
            option={option} height={kHeight} label={`${descriptor.title} ${measure.title}`}
            on_click={(index, series) => open(drawn_of(plan, rows).series[Number(series)]?.rows[index])}
          />
        ) : plan.across && plan.groups ? (
          <HeatTable
            rows={rows} across={plan.across.name} down={plan.groups.name} label={descriptor.title} corner={plan.groups.title}
            across_text={across_text} down_text={group_text} unfinished={is_unfinished}
            value={(row) => number_or_null(row, measure.name)} value_text={(row) => format_value(row[measure.name], measure.type, style)}
            {...(can_open ? { on_open: open } : {})}
          />
        ) : null}
      </Card>
      {against ? null : table}
    </>
  )
}
