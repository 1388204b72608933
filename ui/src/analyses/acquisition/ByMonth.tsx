// Months as they went: CPO under what a year brings against it, and the trials that lead to the main goods.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { kMissing } from '../../kit/format'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of, type ValueStyle } from '../common/result'
import { won_groups } from './model'
import { conversion_option, cpo_option } from './options'

const kHeight = 320

export function ByMonth({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const months = useMemo(() => won_groups(result), [result])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const cpo = useMemo(() => cpo_option(months, palette, style), [months, palette, style])
  const conversion = useMemo(() => conversion_option(months, palette, style), [months, palette, style])
  const open = (part: string) => (index: number) => {
    const month = months[index]
    if (month) open_cell({ values: { group: month.name }, part })
  }
  const paid = months.some((month) => month.cost !== null)
  const tried = months.some(({ trials }) => trials > 0)
  const conversion_title = text.acquisition.conversion_title(String(result.parameters['conversion_days'] ?? kMissing))
  return (
    <>
      <Card title={text.acquisition.months_title} note={!paid ? text.acquisition.no_cost : months.some(({ to_cpo }) => to_cpo !== null) ? text.acquisition.ratio_note : text.acquisition.too_young}>
        {paid ? <Chart option={cpo} height={kHeight} label={text.acquisition.months_title} on_click={open('customers')} /> : null}
      </Card>
      {tried ? (
        <Card title={conversion_title} note={text.acquisition.conversion_note}>
          <Chart option={conversion} height={kHeight} label={conversion_title} on_click={open('trials')} />
        </Card>
      ) : null}
    </>
  )
}
