// Sources as lying bars: CPO, beside it what a year brings against it, below the trials that lead to the main goods.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_count, format_decimal, format_money, format_money_short, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { group_word } from '../common/names'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of } from '../common/result'
import styles from './Acquisition.module.css'
import { missing_cpo, missing_ratio, won_groups } from './model'

const kShown = 12
const kTimesShown = 3 // so that those near once can be told apart beside one far above

export function BySource({ result, open_cell }: DrawingProps) {
  const words = useWords()
  const { text, language } = words
  const groups = useMemo(() => won_groups(result), [result])
  const currency = currency_of(result)
  const shown = groups.slice(0, kShown)
  const trying = groups.filter(({ trials }) => trials > 0).slice(0, kShown)
  const title_of = (name: string) => group_word(name, result.parameters, words) ?? name
  const open = (part: string) => (group: string) => open_cell({ values: { group }, part })
  return (
    <>
      <div className={styles.pair}>
        <Card title={text.acquisition.cpo} note={text.acquisition.cpo_title}>
          <div className={styles.side}>
            <BarList
              label={text.acquisition.cpo_title} open_label={text.who.open} on_open={open('customers')}
              bars={shown.map((group) => {
                const missing = missing_cpo(group)
                return {
                  name: group.name, title: title_of(group.name), value: group.cpo, text: group.cpo === null ? kMissing : format_money(group.cpo, currency),
                  note: missing ? text.acquisition[missing] : text.acquisition.cpo_of(format_money_short(group.cost ?? 0, currency, language), format_count(group.main)),
                }
              })}
            />
          </div>
        </Card>
        <Card title={text.acquisition.ratio} note={text.acquisition.ratio_note}>
          <div className={styles.side}>
            <BarList
              label={text.acquisition.ratio} open_label={text.who.open} on_open={open('customers')} mark={1} at_most={kTimesShown}
              bars={shown.map((group) => {
                const missing = missing_ratio(group)
                return {
                  name: group.name, title: title_of(group.name), value: group.to_cpo, text: group.to_cpo === null ? kMissing : text.acquisition.times(format_decimal(group.to_cpo, 2)),
                  note: missing ? text.acquisition[missing] : text.acquisition.year_value(format_money(group.year_value ?? 0, currency), format_count(group.year_matured)),
                }
              })}
            />
          </div>
        </Card>
      </div>
      {groups.length > kShown ? <p className={styles.more}>{text.acquisition.more(kShown)}</p> : null}
      {trying.length === 0 ? null : (
        <Card title={text.acquisition.conversion_title(String(result.parameters['conversion_days'] ?? kMissing))} note={text.acquisition.conversion_note}>
          <BarList
            label={text.acquisition.conversion} open_label={text.who.open} on_open={open('trials')}
            bars={trying.map(({ name, conversion, waiting }) => ({
              name, title: title_of(name), value: conversion.rate, text: rate_value(conversion), interval: conversion.interval, unfinished: waiting,
              note: conversion.rate === null ? text.acquisition.nobody_waited : rate_note(conversion),
            }))}
          />
        </Card>
      )}
    </>
  )
}
