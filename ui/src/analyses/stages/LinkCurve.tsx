// The days of one arrow, under the stages: the same curve as the page of its own.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { analysis_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import type { Id, Result } from '../../client/types'
import { common_of, type Search } from '../../filters/search'
import { Card } from '../../kit/Card'
import { Shimmer } from '../../kit/Shimmer'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { days_curve, days_option } from '../common/days_curve'

const kHeight = 260

function Curve({ result, label }: { result: Result; label: string }) {
  const palette = usePalette()
  const { text } = useWords()
  const option = useMemo(() => days_option(days_curve(result), palette, text), [result, palette, text])
  return <Chart option={option} height={kHeight} label={label} />
}

interface LinkCurveProps {
  shop: Id
  stage: number
  window_days: number
  search: Search
}

export function LinkCurve({ shop, stage, window_days, search }: LinkCurveProps) {
  const { language, text } = useWords()
  const question = { ...common_of(search), from_stage: String(stage), days_max: String(window_days) }
  const query = useQuery(analysis_query(shop, 'days_to_next', question, language))
  const title = text.stages.curve_title(text.stages.link(stage))
  return (
    <Card title={title} note={text.stages.curve_note}>
      <QueryPanel query={query} skeleton={<Shimmer height={kHeight} />}>
        {(result) => <Curve result={result} label={title} />}
      </QueryPanel>
    </Card>
  )
}
