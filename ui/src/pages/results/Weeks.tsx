// Both sides by week of entry: whether the difference comes from one lucky week.
import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { CampaignResult, ResultWeek } from '../../client/campaign_types'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_amount, format_day, format_money_short, kMissing } from '../../kit/format'
import { useKeys } from '../../kit/keys'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { currency_of } from '../../client/result_figures'

const kHeight = 280

function useOption(result: CampaignResult): ChartOption {
  const { text, language } = useWords()
  const palette = usePalette()
  return useMemo(() => {
    const currency = currency_of(result)
    const axis = axis_style(palette)
    const line = (side: 'treated' | 'holdout', colour: string | undefined, symbol: string) => ({
      type: 'line', name: text.results.arm[side], data: result.weeks.map((week) => week[side]), color: colour, symbol, symbolSize: 7, connectNulls: false,
      lineStyle: { width: 2, type: side === 'holdout' ? 'dashed' : 'solid' },
    })
    return {
      ...base_option(palette), legend: legend_style(palette),
      xAxis: { type: 'category', data: result.weeks.map(({ week }) => week.slice(5).replace('-', '/')), ...axis, splitLine: { show: false } },
      yAxis: { type: 'value', ...axis, axisLabel: { ...axis.axisLabel, formatter: (value: number) => format_money_short(value, currency, language) } },
      series: [line('treated', palette.categorical[0], 'circle'), line('holdout', palette.categorical[1], 'rect')],
    }
  }, [result, palette, text, language])
}

function Table({ result }: { result: CampaignResult }) {
  const { text, language } = useWords()
  const columns = useMemo<TableColumn<ResultWeek>[]>(() => {
    const currency = currency_of(result)
    const money = (name: 'treated' | 'holdout' | 'difference', title: string): TableColumn<ResultWeek> => ({
      name, title, numeric: true, unit: currency.code, value: (row) => row[name], cell: (row) => (row[name] === null ? kMissing : format_amount(Math.round(row[name]), currency)),
    })
    return [
      { name: 'week', title: text.results.week, value: (row) => row.week, cell: (row) => format_day(row.week, language) },
      money('treated', text.results.arm['treated'] ?? ''), money('holdout', text.results.arm['holdout'] ?? ''), money('difference', text.results.difference),
    ]
  }, [result, text, language])
  return <DataTable label={text.results.weeks} columns={columns} rows={result.weeks} width={640} />
}

export function Weeks({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const option = useOption(result)
  const view = search['view'] === 'table' ? 'table' : 'chart'
  const show = (next: string) => change({ view: next === 'table' ? 'table' : null })
  useKeys([{ combo: 't', title: text.keys.table, run: () => show(view === 'table' ? 'chart' : 'table') }])
  const tools = (
    <SegmentedControl
      size="xs" aria-label={text.results.view} value={view} onChange={show} data={[{ value: 'chart', label: text.results.chart }, { value: 'table', label: text.results.table }]}
    />
  )
  return (
    <Card title={text.results.weeks} tools={tools}>
      {view === 'table' ? <Table result={result} /> : <Chart option={option} height={kHeight} label={text.results.weeks} />}
    </Card>
  )
}
