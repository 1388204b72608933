// How many days until the next purchase: the curve, and the days on which the tide has turned.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { format_rate, kMissing } from '../../kit/format'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { days_curve, days_option, milestones } from '../common/days_curve'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { number_or_null } from '../common/result'

export function DaysToNext({ result, search, open_cell, against }: DrawingProps) {
  const { text } = useWords()
  const palette = usePalette()
  const curve = useMemo(() => days_curve(result), [result])
  const option = useMemo(
    () => days_option(curve, palette, text, against ? { curve: days_curve(against.result), titles: against.titles } : undefined),
    [curve, against, palette, text],
  )
  const from_stage = number_or_null(result.parameters, 'from_stage') ?? Number(search['from_stage'] ?? 1)
  return (
    <Card title={`${text.days.title} ${text.stages.link(from_stage)}`} note={text.stages.curve_note}>
      <FigureRow figures={[
        { name: 'final', title: text.days.final(String(curve.last_day)), value: curve.final_rate === null ? kMissing : format_rate(curve.final_rate) },
        ...milestones(curve).map(({ share, rate, day }) => ({
          name: String(share), title: text.days.milestone(format_rate(rate)), value: day === null ? text.days.not_reached : text.days.final(String(day)),
        })),
      ]} />
      <Chart
        option={option} height={400} label={text.days.title}
        on_click={(index) => open_cell({ values: { days: String(curve.days[index] ?? 0) } })}
      />
    </Card>
  )
}
