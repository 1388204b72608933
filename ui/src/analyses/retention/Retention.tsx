// 定期の継続率: round by round how many go on and how many are left, and what became of the others. Grouped, a line for each.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { format_rate, kMissing } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { useProductNames, word_of } from '../common/names'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of, type ValueStyle } from '../common/result'
import { kStates, retention_groups, weakest_round, type RetentionGroup } from './model'
import { groups_option, rates_option, states_option } from './options'

const kHeight = 340
const kLinesAtMost = 6
const kMeasures = ['surviving', 'retention'] as const

interface PartProps {
  style: ValueStyle
  open_cell: DrawingProps['open_cell']
}

function One({ group, style, open_cell }: PartProps & { group: RetentionGroup }) {
  const { text } = style
  const palette = usePalette()
  const rates = useMemo(() => rates_option(group, palette, style), [group, palette, style])
  const states = useMemo(() => states_option(group, palette, style), [group, palette, style])
  const weakest = weakest_round(group)
  const twelfth = group.rounds.find(({ round }) => round === 13)?.surviving ?? null
  const cell = (index: number, part: string) => {
    const round = group.rounds[index]?.round
    if (round !== undefined) open_cell({ values: { ...(group.name === '' ? {} : { group: group.name }), round: String(round) }, part })
  }
  return (
    <>
      <Card title={text.retention.title} note={text.retention.note}>
        <FigureRow figures={[
          ...(weakest ? [{ name: 'weakest', title: text.retention.weakest(weakest.round), value: rate_value(weakest.retention), note: rate_note(weakest.retention) }] : []),
          { name: 'twelfth', title: text.retention.after_twelve, value: twelfth === null ? kMissing : format_rate(twelfth) },
        ]} />
        <Chart option={rates} height={kHeight} label={text.retention.title} on_click={(index) => cell(index, 'started')} />
      </Card>
      <Card title={text.retention.states}>
        <Chart option={states} height={kHeight} label={text.retention.states} on_click={(index, part) => cell(index, kStates.some((state) => state === part) ? part : 'continued')} />
      </Card>
    </>
  )
}

export function Retention({ result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const names = useProductNames()
  const palette = usePalette()
  const narrow = useNarrow()
  const groups = useMemo(() => retention_groups(result), [result])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const measure = kMeasures.find((one) => one === search['focus']) ?? 'surviving'
  const drawn = useMemo(() => groups.slice(0, kLinesAtMost), [groups])
  const option = useMemo(() => {
    const named = (name: string) => word_of(names, 'group', name, result.parameters, style) ?? name
    return groups_option(drawn, named, measure, palette, style)
  }, [drawn, names, result, measure, palette, style])
  const [only] = groups
  if (only && groups.length === 1) return <One group={only} style={style} open_cell={open_cell} />
  return (
    <Card
      title={text.retention[measure]} note={groups.length > kLinesAtMost ? text.retention.largest(kLinesAtMost) : undefined}
      tools={<ChoiceOf label={text.generic.measure} value={measure} choices={kMeasures.map((one) => ({ value: one, label: text.retention[one] }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />}
    >
      <Chart
        option={option} height={kHeight + 60} label={text.retention.title}
        on_click={(index, name) => {
          const round = drawn.find((group) => group.name === name)?.rounds[index]?.round
          if (round !== undefined) open_cell({ values: { group: name, round: String(round) }, part: 'started' })
        }}
      />
    </Card>
  )
}
