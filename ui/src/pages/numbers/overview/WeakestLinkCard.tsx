// Where one point more is worth most a month.
import { useMemo } from 'react'
import { BarList } from '../../../analyses/common/BarList'
import { rate_note, rate_value } from '../../../analyses/common/rate_figure'
import { currency_of } from '../../../analyses/common/result'
import { people_a_month, ranked_links } from '../../../analyses/weakest_link/model'
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
  if (!first) return <p className={styles.nothing}>{text.overview.nothing}</p>
  return (
    <>
      <p className={styles.headline}>
        <strong title={format_money(Math.round(first.worth), currency)}>{format_money_short(Math.round(first.worth), currency, language)}</strong>
        <span className={styles.beside}>{text.overview.one_point(text.stages.link(first.stage))}</span>
      </p>
      <BarList
        label={text.weakest.title}
        bars={links.slice(0, kLinks).map(({ stage, per_month, rate, worth, worth_interval }, i) => ({
          name: String(stage), title: text.stages.link(stage), value: worth, interval: worth_interval, strong: i === 0, text: format_money_short(Math.round(worth), currency, language),
          note: text.weakest.rests_on(people_a_month(per_month), rate_value(rate), rate_note(rate)),
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
