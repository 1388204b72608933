// Net sales of the last full month, step by step, and how that compares with the month and the year before.
import { useMemo } from 'react'
import { Change } from '../../../analyses/common/Change'
import { difference_of } from '../../../analyses/common/differences'
import { currency_of, type ValueStyle } from '../../../analyses/common/result'
import { sales_model } from '../../../analyses/net_sales/model'
import { waterfall_option } from '../../../analyses/net_sales/options'
import { Chart } from '../../../charts/Chart'
import type { Result } from '../../../client/types'
import { question_of } from '../../../filters/search'
import { format_money, format_money_short, format_month } from '../../../kit/format'
import { usePalette } from '../../../kit/usePalette'
import { useWords } from '../../../locales'
import { last_full_month, type MonthSpan } from './months'
import styles from './Overview.module.css'
import { OverviewCard, type CardProps } from './OverviewCard'

const kHeight = 212

function Month({ result, span }: { result: Result; span: MonthSpan }) {
  const { language, text } = useWords()
  const palette = usePalette()
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const months = useMemo(() => sales_model(result).months, [result])
  const option = useMemo(() => {
    const model = sales_model({ ...result, rows: result.rows.filter(({ month }) => String(month).startsWith(span.month)) })
    return model.months.length > 0 ? waterfall_option(model, { ...style, palette }, true) : null
  }, [result, span.month, style, palette])
  const net_of = (month: string) => months.find((one) => one.month.startsWith(month))?.net
  const net = net_of(span.month)
  if (net === undefined || !option) return <p className={styles.nothing}>{text.overview.no_sales(format_month(span.month, language))}</p>
  const beside = [[text.overview.month_before, net_of(span.before)], [text.overview.year_before, net_of(span.year_before)]] as const
  return (
    <>
      <p className={styles.headline}>
        <strong title={format_money(net, style.currency)}>{format_money_short(net, style.currency, language)}</strong>
        {beside.map(([title, other]) => other === undefined ? null : (
          <span key={title} className={styles.beside}>{title} <Change difference={difference_of(net, other)} type="money" currency={style.currency} in_short /></span>
        ))}
      </p>
      <Chart option={option} height={kHeight} label={text.net_sales.title} />
    </>
  )
}

export function NetSalesCard(props: CardProps) {
  const { language, text } = useWords()
  const span = last_full_month(props.as_of)
  return (
    <OverviewCard
      {...props} title={text.overview.net_sales(format_month(span.month, language))} height={kHeight + 44}
      question={{ ...question_of(props.search), from: span.from, to: span.to }}
    >
      {(result) => <Month result={result} span={span} />}
    </OverviewCard>
  )
}
