// 顧客BS: from who was active a year ago to who is now, and how many would be left in the years to come without one new customer.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { unfinished_decal, value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_count, format_money, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { currency_of, type ValueStyle } from '../common/result'
import { balance_steps, balance_years, told_years, type BalanceYear, type Flow } from './model'

const kSigns: Record<Flow, string> = { opening: '', lost: '−', returned: '+', new: '+', closing: '' }

function year_option(year: BalanceYear, palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const steps = balance_steps(year)
  const colours: Record<Flow, string | undefined> = {
    opening: palette.sequential[5], lost: palette.categorical[1], returned: palette.categorical[4], new: palette.categorical[2], closing: palette.categorical[0],
  }
  return {
    ...base_option(palette),
    grid: { left: 8, right: 12, top: 24, bottom: 8, containLabel: true },
    tooltip: { show: false },
    xAxis: { type: 'category', data: steps.map(({ flow }) => text.balance[flow]), ...axis_style(palette), splitLine: { show: false } },
    yAxis: value_axis('integer', palette, { currency, language }),
    series: [
      { type: 'bar', stack: 'steps', silent: true, itemStyle: { color: 'transparent' }, data: steps.map(({ from }) => from) },
      {
        type: 'bar', stack: 'steps', barMaxWidth: 80, data: steps.map(({ flow, from, to }) => ({ value: to - from, itemStyle: { color: colours[flow], borderRadius: 3 } })),
        label: { show: true, position: 'top', color: palette.ink, fontSize: 12, formatter: ({ dataIndex }: { dataIndex: number }) => { const step = steps[dataIndex]; return step ? `${kSigns[step.flow]}${format_count(step.amount)}` : '' } },
      },
    ],
  }
}

function years_option(years: readonly BalanceYear[], palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const axis = axis_style(palette)
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    grid: { left: 8, right: 12, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: years.map(({ year }) => (year === 0 ? text.balance.this_year : text.balance.year(year))), ...axis, splitLine: { show: false } },
    yAxis: [value_axis('integer', palette, { currency, language }), { ...value_axis('money', palette, { currency, language }), splitLine: { show: false } }],
    series: [
      {
        id: 'closing', name: text.balance.closing, type: 'bar', barMaxWidth: 64, color: palette.mass,
        data: years.map(({ closing, forecast }) => ({ value: closing, itemStyle: { borderRadius: [3, 3, 0, 0], ...(forecast ? { decal: unfinished_decal(palette) } : {}) } })),
        tooltip: { valueFormatter: (value: number) => text.who.count(format_count(value)) },
      },
      {
        id: 'sales', name: text.balance.sales, type: 'line', yAxisIndex: 1, color: palette.categorical[1], symbol: 'diamond', symbolSize: 8, lineStyle: { width: 2.2, type: 'dashed' },
        data: years.map(({ sales }) => sales), tooltip: { valueFormatter: (value: number | null) => (value === null ? kMissing : format_money(value, currency)) },
      },
    ],
  }
}

export function CustomerBalance({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const years = useMemo(() => balance_years(result), [result])
  const [now] = years
  const told = useMemo(() => told_years(years), [years])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const year = useMemo(() => (now ? year_option(now, palette, style) : null), [now, palette, style])
  const coming = useMemo(() => years_option(told, palette, style), [told, palette, style])
  if (!now || !year) return null
  const flows: readonly (Flow | null)[] = [null, 'lost', 'returned', 'new', 'closing']
  return (
    <>
      <Card title={text.balance.title} note={text.balance.note}>
        {now.kept === null || now.opening === null || now.opening === 0 ? null : (
          <FigureRow figures={[{ name: 'kept', title: text.balance.kept, value: format_rate(now.kept / now.opening), note: `(${format_count(now.kept)}/${format_count(now.opening)})` }]} />
        )}
        <Chart
          option={year} height={300} label={text.balance.title}
          on_click={(index) => {
            const part = flows[index]
            if (part) open_cell({ values: { year: '0' }, part })
          }}
        />
      </Card>
      {told.length > 1 ? <Card title={text.balance.coming} note={text.balance.coming_note}><Chart option={coming} height={300} label={text.balance.coming} /></Card> : null}
    </>
  )
}
