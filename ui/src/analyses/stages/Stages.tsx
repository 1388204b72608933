// ステージ: where customers stop coming back, and below, how long the chosen arrow takes.
import { Card } from '../../kit/Card'
import { format_rate } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { number_or_null } from '../common/result'
import { LinkCurve } from './LinkCurve'
import { beside, stages_model } from './model'
import { StagesTall } from './StagesTall'
import { StagesWide } from './StagesWide'
import type { StagesViewProps } from './view'
import { Legend } from './Strip'

export function Stages({ shop, result, search, on_change, open_cell, against }: DrawingProps) {
  const { text } = useWords()
  const narrow = useNarrow()
  const model = against ? beside(stages_model(result), stages_model(against.result)) : stages_model(result)
  const window_days = number_or_null(result.parameters, 'window_days') ?? 0
  const focus = Number(search['focus'] ?? model.weakest?.stage ?? 1)
  const view: StagesViewProps = {
    model,
    window_days,
    focus,
    on_focus: (stage) => on_change({ focus: String(stage) }),
    open_part: (stage, part) => open_cell({ values: { stage: String(stage) }, part }),
  }
  const first = model.links[0]
  const headline = first?.rate === null || first === undefined ? undefined : text.stages.headline(text.stages.stage(1), format_rate(first.rate))
  return (
    <>
      <Card title={text.stages.title} note={headline} tools={<Legend window_days={window_days} />}>
        {narrow ? <StagesTall {...view} /> : <StagesWide {...view} />}
      </Card>
      <LinkCurve shop={shop} stage={focus} window_days={window_days} search={search} titles={against?.titles} />
    </>
  )
}
