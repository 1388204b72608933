// A week of hours: when people order. Hours in which a program makes orders all at once are written but not shaded, as nothing
// else could be told apart beside them.
import { useMemo } from 'react'
import { kNotTold } from '../../client/not_told'
import type { Row } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_money, format_rate, kMissing } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { HeatTable } from '../common/HeatTable'
import { code_titles } from '../common/ResultTable'
import { currency_of, number_of, text_of, unit_text } from '../common/result'
import styles from './Calendar.module.css'
import { automatic_hours, busiest, by_hour, hours_across, kMeasures, kWeekdays, share_of_hours } from './model'

const kThousand = 1_000 // of the currency: what a cell has room for

export function Calendar({ descriptor, result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const narrow = useNarrow()
  const automatic = useMemo(() => automatic_hours(result), [result])
  const most = useMemo(() => busiest(result, automatic), [result, automatic])
  const rows = useMemo(() => (narrow ? by_hour(result.rows) : result.rows), [narrow, result])
  const across = useMemo(() => (narrow ? [...kWeekdays] : hours_across(result)), [narrow, result])
  const titles = useMemo(() => code_titles(descriptor, 'weekday'), [descriptor])
  const measure = kMeasures.find((one) => one === search['focus']) ?? 'orders'
  const currency = currency_of(result)
  const weekday = (value: unknown) => titles?.get(String(value)) ?? String(value)
  const short_weekday = (value: unknown) => text.calendar.weekdays[String(value)] ?? weekday(value)
  const hour = (value: unknown) => (value === kNotTold ? text.calendar.hour_not_told : String(value))
  const written = (row: Row) => (format_count(measure === 'sales' ? number_of(row, 'sales') / 10 ** currency.decimals / kThousand : number_of(row, measure)))
  const hours = automatic.map((one) => text.calendar.hour(one)).join(text.calendar.and)
  const without = automatic.length > 0 ? ` · ${text.calendar.without}` : ''
  const choice = (
    <ChoiceOf label={text.generic.measure} value={measure} choices={kMeasures.map((one) => ({ value: one, label: text.calendar[one] }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />
  )
  return (
    <Card title={text.calendar.title} note={measure === 'sales' ? text.generic.unit(text.calendar.thousands(unit_text('money', '', { currency, language, text }))) : undefined} tools={choice}>
      <FigureRow figures={[
        {
          name: 'busiest', title: text.calendar.busiest, value: most.row ? `${weekday(most.row['weekday'])} ${text.calendar.hour(text_of(most.row, 'hour'))}` : kMissing,
          note: most.row && most.share !== null ? `${text.cash.orders(format_count(number_of(most.row, 'orders')))} · ${format_rate(most.share)}${without}` : text.calendar.no_hours,
        },
        ...(most.weekday ? [{ name: 'day', title: text.calendar.busiest_day, value: weekday(most.weekday.name), note: `${format_rate(most.weekday.share)}${without}` }] : []),
        ...(automatic.length > 0 ? [{ name: 'automatic', title: text.calendar.automatic, value: hours, note: text.calendar.of_told(format_rate(share_of_hours(result, automatic))) }] : []),
      ]} />
      {automatic.length > 0 ? <p className={styles.note}>{text.calendar.automatic_note(hours)}</p> : null}
      <HeatTable
        whole rows={rows} down={narrow ? 'hour' : 'weekday'} across={narrow ? 'weekday' : 'hour'} across_order={across} label={text.calendar.title}
        corner={narrow ? text.calendar.corner_phone : text.calendar.corner} down_text={narrow ? hour : weekday} across_text={narrow ? short_weekday : hour}
        value={(row) => number_of(row, measure)} value_text={written} hint={(row) => (measure === 'sales' ? format_money(number_of(row, 'sales'), currency) : '')}
        apart={(row) => text_of(row, 'hour') === kNotTold || automatic.includes(text_of(row, 'hour'))}
        on_open={(row) => open_cell({ values: { weekday: text_of(row, 'weekday'), hour: text_of(row, 'hour') } })}
      />
    </Card>
  )
}
