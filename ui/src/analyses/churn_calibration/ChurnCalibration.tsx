// How far silent churn is to be trusted: what was predicted as of a past day against what happened since, and who of those who
// stayed away it would have found, beside a fixed number of days.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { whiskers } from '../../charts/whiskers'
import { Card } from '../../kit/Card'
import { format_count, format_rate } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { rate_note, rate_value } from '../common/rate_figure'
import { code_titles } from '../common/ResultTable'
import { currency_of, type ValueStyle } from '../common/result'
import styles from './ChurnCalibration.module.css'
import { calibration_points, hits, rules_of, type CalibrationPoint } from './model'

const kRates = ['precision', 'recall', 'false_alarms'] as const

function option_of(points: readonly CalibrationPoint[], palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  const end = Math.min(1, Math.ceil(Math.max(0.1, ...points.flatMap(({ predicted, interval }) => [predicted, interval.high])) * 10) / 10)
  const axis = { ...value_axis('rate', palette, style), min: 0, max: end }
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), data: [text.churn.groups, text.churn.diagonal] },
    grid: { left: 28, right: 16, top: 40, bottom: 28, containLabel: true },
    tooltip: { ...base_option(palette)['tooltip'] as object, trigger: 'item' },
    xAxis: { ...axis, ...axis_style(palette), axisLabel: axis.axisLabel, name: text.churn.predicted, nameLocation: 'middle', nameGap: 30 },
    yAxis: { ...axis, name: text.churn.observed, nameLocation: 'middle', nameGap: 48 },
    series: [
      { id: 'diagonal', name: text.churn.diagonal, type: 'line', silent: true, symbol: 'none', color: palette.ink_faint, lineStyle: { width: 1.4, type: 'dashed' }, data: [[0, 0], [end, end]] },
      {
        id: 'groups', name: text.churn.groups, type: 'line', symbol: 'circle', symbolSize: 9, color: palette.mass, lineStyle: { width: 0 },
        data: points.map(({ predicted, observed }) => [predicted, observed]),
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const point = points[dataIndex]
            return point ? text.churn.point(format_rate(point.predicted), format_rate(point.observed), format_count(point.customers)) : ''
          },
        },
      },
      whiskers('intervals', points.map(({ predicted, interval }) => ({ place: predicted, ...interval })), palette),
    ],
  }
}

export function ChurnCalibration({ descriptor, result }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const points = useMemo(() => calibration_points(result), [result])
  const rules = useMemo(() => rules_of(result), [result])
  const titles = useMemo(() => code_titles(descriptor, 'group'), [descriptor])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const option = useMemo(() => option_of(points, palette, style), [points, palette, style])
  return (
    <>
      <Card title={text.churn.calibration} note={text.churn.calibration_note(points.length, hits(points))}>
        <Chart option={option} height={380} label={text.churn.calibration} />
      </Card>
      <Card title={text.churn.rules} note={text.churn.rules_note}>
        {kRates.map((name) => (
          <section key={name} className={styles.rate}>
            <h3>{text.churn[name]}</h3>
            <BarList
              label={text.churn[name]}
              bars={rules.map(({ rule, [name]: rate }) => ({
                name: rule, title: titles?.get(rule) ?? rule, value: rate.rate, text: rate_value(rate), note: rate_note(rate), interval: rate.interval, strong: rule === 'own_rhythm_as_many',
              }))}
            />
          </section>
        ))}
      </Card>
    </>
  )
}
