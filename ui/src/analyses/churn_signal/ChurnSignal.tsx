// 隠れ離脱: who has gone quiet without a word, by how far past the own rhythm, and the yen of the year ahead that hang on it.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { unfinished_decal, value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_count, format_decimal, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { code_titles } from '../common/ResultTable'
import { currency_of, type ValueStyle } from '../common/result'
import { level_sums, quiet_sum, signal_rows, type LevelSum } from './model'

function option_of(levels: readonly LevelSum[], titles: ReadonlyMap<string, string> | undefined, palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const money = { valueFormatter: (value: number | null | undefined) => (typeof value === 'number' ? format_money(value, currency) : kMissing) }
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: levels.map(({ level }) => titles?.get(level) ?? level), ...axis_style(palette), splitLine: { show: false } },
    yAxis: value_axis('money', palette, { currency, language }),
    series: [
      { id: 'at_stake', name: text.churn.at_stake, type: 'bar', stack: 'year', barMaxWidth: 80, color: palette.mass, data: levels.map(({ at_stake }) => at_stake), tooltip: money },
      {
        id: 'lost', name: text.churn.lost, type: 'bar', stack: 'year', barMaxWidth: 80, color: palette.categorical[1],
        data: levels.map(({ lost }) => ({ value: lost, itemStyle: { borderRadius: [3, 3, 0, 0], decal: unfinished_decal(palette) } })), tooltip: money,
      },
    ],
  }
}

export function ChurnSignal({ descriptor, result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const rows = useMemo(() => signal_rows(result), [result])
  const levels = useMemo(() => level_sums(rows), [rows])
  const titles = useMemo(() => code_titles(descriptor, 'level'), [descriptor])
  const kinds = useMemo(() => code_titles(descriptor, 'kind'), [descriptor])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const option = useMemo(() => option_of(levels, titles, palette, style), [levels, titles, palette, style])
  const { quiet, to_ask, at_stake } = quiet_sum(rows)
  const bars = rows.map(({ level, kind, customers, times, alive }, i) => ({
    name: String(i), title: `${titles?.get(level) ?? level} · ${kinds?.get(kind) ?? kind}`, value: customers, text: text.who.count(format_count(customers)),
    strong: level === 'at_risk',
    ...(times === null ? {} : { note: alive === null ? text.churn.times(format_decimal(times)) : text.churn.rests_on(format_decimal(times), format_rate(alive)) }),
  }))
  return (
    <>
      {levels.length === 0 && quiet === 0 ? null : (
        <Card title={text.churn.title} note={levels.length === 0 ? text.churn.no_money : text.churn.note}>
          <FigureRow
            figures={[
              { name: 'quiet', title: text.churn.quiet, value: text.who.count(format_count(quiet)) },
              { name: 'to_ask', title: text.churn.to_ask, value: text.who.count(format_count(to_ask)) },
              { name: 'at_stake', title: text.churn.at_stake_of_them, value: at_stake === null ? kMissing : <span title={format_money(at_stake, style.currency)}>{format_money_short(at_stake, style.currency, language)}</span> },
            ]}
          />
          {levels.length === 0 ? null : (
            <Chart
              option={option} height={320} label={text.churn.title}
              on_click={(index) => {
                const level = levels[index]?.level
                if (level) open_cell({ values: { level } })
              }}
            />
          )}
        </Card>
      )}
      <Card title={text.churn.who} note={text.churn.who_note}>
        <BarList
          label={text.churn.who} open_label={text.who.open} bars={bars}
          on_open={(name) => {
            const row = rows[Number(name)]
            if (row) open_cell({ values: { level: row.level, kind: row.kind } })
          }}
        />
      </Card>
    </>
  )
}
