// 12回の落とし穴: what is left when an early rate is taken for ever, what a model with different contracts expects, and what
// happened; with the yen between them.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_decimal, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of, type ValueStyle } from '../common/result'
import { kProjections, milestones, trap_points, type TrapPoint } from './model'
import styles from './RetentionTrap.module.css'

const kRateTip = { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_rate(value)) }

function option_of(points: readonly TrapPoint[], palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  const looks = {
    constant: { color: palette.categorical[3], symbol: 'triangle', lineStyle: { width: 2, type: [3, 4] } },
    sbg: { color: palette.categorical[1], symbol: 'diamond', lineStyle: { width: 2.4, type: 'dashed' } },
    observed: { color: palette.categorical[0], symbol: 'circle', lineStyle: { width: 2.8 } },
  } as const
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    xAxis: { type: 'value', min: 0, max: points.at(-1)?.renewals ?? 0, interval: 6, ...axis_style(palette), splitLine: { show: false }, name: text.trap.axis, nameLocation: 'middle', nameGap: 30 },
    yAxis: { ...value_axis('rate', palette, style), min: 0, max: 1 },
    series: kProjections.map((name) => ({ id: name, name: text.trap[name], type: 'line', symbolSize: 7, ...looks[name], data: [[0, 1], ...points.map(({ renewals, left }) => [renewals, left[name]])], tooltip: kRateTip })),
  }
}

// What happened where that is known, else what the model expects.
function known({ observed, sbg }: TrapPoint['gap']): number | null {
  return observed ?? sbg
}

export function RetentionTrap({ result }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const currency = currency_of(result)
  const points = useMemo(() => trap_points(result), [result])
  const option = useMemo(() => option_of(points, palette, { currency: currency_of(result), language, text }), [points, palette, result, language, text])
  const gap = (value: number) => <strong title={format_money(Math.abs(value), currency)}>{format_money_short(Math.abs(value), currency, language)}</strong>
  return (
    <Card title={text.trap.title} note={text.trap.note}>
      <div className={styles.milestones}>
        {milestones(points).map(({ renewals, left, deliveries, gap: missed }) => (
          <section key={renewals} className={styles.milestone}>
            <h3>{text.trap.after(renewals)}</h3>
            <dl>
              {kProjections.map((name) => (
                <div key={name}>
                  <dt>{text.trap[name]}</dt>
                  <dd>{left[name] === null ? kMissing : format_rate(left[name])}<small>{deliveries[name] === null ? '' : text.trap.deliveries(format_decimal(deliveries[name]))}</small></dd>
                </div>
              ))}
            </dl>
            {known(missed) === null ? null : (
              <p className={styles.gap}>{(known(missed) ?? 0) < 0 ? text.trap.too_much : text.trap.missed} {gap(known(missed) ?? 0)} {missed.observed === null ? text.trap.by_model : ''}</p>
            )}
          </section>
        ))}
      </div>
      <Chart option={option} height={360} label={text.trap.title} />
    </Card>
  )
}
