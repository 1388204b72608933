// The days of one arrow, under the stages: the same curve as the page of its own.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { analysis_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import type { Id, Result } from '../../client/types'
import { compared_of, second_search } from '../../filters/compare'
import { common_of, question_of, type Search } from '../../filters/search'
import { Card } from '../../kit/Card'
import { Shimmer } from '../../kit/Shimmer'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { days_curve, days_option } from '../common/days_curve'
import type { Against } from '../common/drawing'

const kHeight = 260

function Curve({ result, against, label }: { result: Result; against?: Against | undefined; label: string }) {
  const palette = usePalette()
  const { text } = useWords()
  const option = useMemo(
    () => days_option(days_curve(result), palette, text, against ? { curve: days_curve(against.result), titles: against.titles } : undefined),
    [result, against, palette, text],
  )
  return <Chart option={option} height={kHeight} label={label} />
}

interface LinkCurveProps {
  shop: Id
  stage: number
  window_days: number
  search: Search
  titles?: Against['titles'] | undefined // of two compared answers
}

export function LinkCurve({ shop, stage, window_days, search, titles }: LinkCurveProps) {
  const { language, text } = useWords()
  const asked = (of: Search) => ({ ...question_of(common_of(of)), from_stage: String(stage), days_max: String(window_days) })
  const compared = titles ? compared_of(search) : null
  const query = useQuery(analysis_query(shop, 'days_to_next', asked(search), language))
  const other = useQuery({ ...analysis_query(shop, 'days_to_next', asked(compared ? second_search(search, compared) : search), language), enabled: compared !== null })
  const second = titles && compared ? other.data : undefined
  const both = useMemo(() => (titles && second ? { result: second, titles } : undefined), [titles, second])
  const title = text.stages.curve_title(text.stages.link(stage))
  return (
    <Card title={title} note={text.stages.curve_note}>
      <QueryPanel query={query} skeleton={<Shimmer height={kHeight} />}>
        {(result) => <Curve result={result} against={both} label={title} />}
      </QueryPanel>
    </Card>
  )
}
