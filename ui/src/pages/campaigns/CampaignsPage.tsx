// 一斉配信: what was sent to many at once, and what is about to be.
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { campaigns_query } from '../../client/campaign_queries'
import type { Campaign } from '../../client/campaign_types'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import { Empty } from '../../kit/Empty'
import { format_count, format_time, kMissing } from '../../kit/format'
import { Note } from '../../kit/Note'
import { WalkedList } from '../../kit/WalkedList'
import { useWords } from '../../locales'
import styles from './Campaigns.module.css'

function Row({ campaign }: { campaign: Campaign }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { id, name, state, sentence, send_at, counts } = campaign
  return (
    <li className={styles.row}>
      <div>
        <h2>
          <Link to="/shops/$shop/campaigns/$campaign" params={{ shop: shop.id, campaign: id }}>{name}</Link>
          <span className={styles.state} data-state={state}>{text.campaigns.states[state]}</span>
        </h2>
        <p className={styles.soft}>{sentence}</p>
      </div>
      <span className={styles.soft}>{send_at ? format_time(send_at, shop.time_zone, language) : state === 'draft' ? kMissing : text.campaigns.at_once}</span>
      <dl className={styles.figures}>
        {(['sent', 'opened', 'clicked'] as const).map((name_of) => (
          <div key={name_of}><dt>{text.campaigns.counts[name_of]}</dt><dd>{counts[name_of] === undefined ? kMissing : format_count(counts[name_of])}</dd></div>
        ))}
      </dl>
    </li>
  )
}

export function CampaignsPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const query = useQuery(campaigns_query(shop.id))
  const some = (query.data?.length ?? 0) > 0
  const create = (words: string) => <Button renderRoot={(props) => <Link to="/shops/$shop/campaigns/new" params={{ shop: shop.id }} {...props} />}>{words}</Button>
  const nothing = (
    <Empty title={text.campaigns.empty_title} action={may_manage ? create(text.campaigns.empty_action) : <Note>{text.campaigns.forbidden}</Note>}>{text.campaigns.empty_text}</Empty>
  )
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{text.campaigns.title}</Title>
          <p className={styles.soft}>{text.campaigns.lead}</p>
        </div>
        {may_manage && some ? create(text.campaigns.create) : null}
      </header>
      <QueryPanel query={query} is_empty={(rows) => rows.length === 0} empty={nothing}>
        {(rows) => <WalkedList className={styles.rows}>{rows.map((campaign) => <Row key={campaign.id} campaign={campaign} />)}</WalkedList>}
      </QueryPanel>
    </div>
  )
}
