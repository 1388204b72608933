// Which link, one point better, is worth most a month.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_money, format_money_short } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of } from '../common/result'
import { people_a_month, ranked_links } from './model'

export function WeakestLink({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const links = useMemo(() => ranked_links(result), [result])
  const currency = currency_of(result)
  const [first] = links
  const headline = first ? text.weakest.headline(text.stages.link(first.stage), format_money_short(first.worth, currency, language)) : undefined
  return (
    <Card title={headline ?? text.weakest.title} note={first && !first.certain ? text.weakest.not_certain : undefined}>
      <BarList
        label={text.weakest.title} open_label={text.who.open} on_open={(stage) => open_cell({ values: { stage } })}
        bars={links.map(({ stage, per_month, rate, worth, worth_interval }, i) => ({
          name: String(stage), title: text.stages.link(stage), value: worth, interval: worth_interval, strong: i === 0,
          text: text.weakest.a_month(format_money(Math.round(worth), currency)),
          note: text.weakest.rests_on(people_a_month(per_month), rate_value(rate), rate_note(rate)),
        }))}
      />
    </Card>
  )
}
