// Orders that are not paid when due: their share as days go by, and what dunning led to. Grouped, one figure of every group.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { format_decimal, format_money, format_money_short } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of, is_grouped, type ValueStyle } from '../common/result'
import { Generic } from '../generic/Generic'
import { delays_of, kOutcomes } from './model'
import { outcome_option, share_option } from './options'

function Delays({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const narrow = useNarrow()
  const delays = useMemo(() => delays_of(result), [result])
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const share = useMemo(() => share_option(delays, palette, style), [delays, palette, style])
  const outcome = useMemo(() => outcome_option(delays, palette, style, narrow), [delays, palette, style, narrow])
  const [first] = delays
  const open = (index: number, part: string) => {
    const delay = delays[index]
    if (delay) open_cell({ values: { days_late: String(delay.days) }, part })
  }
  return (
    <>
      <Card title={text.payment.title} note={text.payment.note}>
        <FigureRow figures={[
          ...delays.map(({ days, late }) => ({ name: String(days), title: text.payment.after(days), value: rate_value(late), note: rate_note(late) })),
          ...(first ? [{ name: 'open', title: text.payment.open_amount, value: <span title={format_money(first.open_amount, style.currency)}>{format_money_short(first.open_amount, style.currency, language)}</span> }] : []),
        ]} />
        <Chart option={share} height={280} label={text.payment.title} on_click={(index) => open(index, 'late')} />
      </Card>
      <Card title={text.payment.outcome} note={first && first.median !== null ? text.payment.outcome_note(format_decimal(first.median, Number.isInteger(first.median) ? 0 : 1)) : undefined}>
        <Chart option={outcome} height={60 + 46 * delays.length} label={text.payment.outcome} on_click={(index, part) => open(index, kOutcomes.find((one) => one === part) ?? 'late')} />
      </Card>
    </>
  )
}

export function PaymentDelay(props: DrawingProps) {
  return is_grouped(props.result) || props.against ? <Generic {...props} /> : <Delays {...props} />
}
