// Where one point more is worth most a month.
import { useMemo } from 'react'
import { BarList } from '../../../analyses/common/BarList'
import { currency_of } from '../../../analyses/common/result'
import { full_links, link_basis, link_name, link_title, ranked_links } from '../../../analyses/weakest_link/model'
import type { Result } from '../../../client/types'
import { question_of } from '../../../filters/search'
import { format_money, format_money_short } from '../../../kit/format'
import { useWords } from '../../../locales'
import styles from './Overview.module.css'
import { OverviewCard, type CardProps } from './OverviewCard'

const kLinks = 4

function Links({ result }: { result: Result }) {
  const { language, text } = useWords()
  const links = useMemo(() => ranked_links(result), [result])
  const currency = currency_of(result)
  const [first] = links
  if (!first) return <p className={styles.nothing}>{full_links(result).length > 0 ? text.weakest.full : text.overview.nothing}</p>
  return (
    <>
      <p className={styles.headline}>
        <strong title={format_money(Math.round(first.worth), currency)}>{format_money_short(Math.round(first.worth), currency, language)}</strong>
        <span className={styles.beside}>{text.overview.one_point(link_title(first, text))}</span>
      </p>
      <BarList
        label={text.weakest.title}
        bars={links.slice(0, kLinks).map((link, i) => ({
          name: link_name(link), title: link_title(link, text), value: link.worth, interval: link.worth_interval, strong: i === 0,
          text: format_money_short(Math.round(link.worth), currency, language), note: link_basis(link, text),
        }))}
      />
    </>
  )
}

export function WeakestLinkCard(props: CardProps) {
  const { text } = useWords()
  return (
    <OverviewCard {...props} title={text.overview.weakest} height={280} question={question_of(props.search)}>
      {(result) => <Links result={result} />}
    </OverviewCard>
  )
}
