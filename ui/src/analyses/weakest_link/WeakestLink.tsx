// Which link, one point better, is worth most a month: purchases and the rounds of subscriptions in one ranking.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_money, format_money_short } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import { blind_links, cell_of_link, full_links, link_basis, link_name, link_title, ranked_links } from './model'

export function WeakestLink({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const links = useMemo(() => ranked_links(result), [result])
  const full = useMemo(() => full_links(result), [result])
  const blind = useMemo(() => blind_links(result), [result])
  const currency = currency_of(result)
  const [first] = links
  const headline = first ? text.weakest.headline(link_title(first, text), format_money_short(first.worth, currency, language)) : undefined
  return (
    <Card title={headline ?? text.weakest.title} note={first && !first.certain ? text.weakest.not_certain : undefined}>
      <BarList
        label={text.weakest.title} open_label={text.who.open} on_open={(name) => open_cell({ values: cell_of_link(name) })}
        bars={[
          ...links.map((link, i) => ({
            name: link_name(link), title: link_title(link, text), value: link.worth, interval: link.worth_interval, strong: i === 0,
            text: text.weakest.a_month(format_money(Math.round(link.worth), currency)), note: link_basis(link, text),
          })),
          ...full.map((link) => ({ name: link_name(link), title: link_title(link, text), value: null, text: text.weakest.full, note: link_basis(link, text) })),
          ...blind.map((link) => ({ name: link_name(link), title: link_title(link, text), value: null, text: text.weakest.blind, note: link_basis(link, text) })),
        ]}
      />
    </Card>
  )
}
