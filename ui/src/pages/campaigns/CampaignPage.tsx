// One campaign: who would get it, sending it, how sending goes.
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { campaign_query, useChangeCampaign, useRemoveCampaign } from '../../client/campaign_queries'
import type { Campaign, TouchCount } from '../../client/campaign_types'
import { explain } from '../../client/explain'
import { templates_query } from '../../client/message_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_rate, format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { CampaignForm } from './CampaignForm'
import styles from './Campaigns.module.css'
import { CancelCampaign, SendCampaign } from './Steps'

const kReach = ['sendable', 'held_out', 'global_holdout', 'same_address', 'no_consent', 'no_address', 'suppressed'] as const
// What most shops never have is told only where there is some.
const kOnlyIfAny = new Set<string>(['global_holdout', 'same_address'])
const kCounts: readonly TouchCount[] = ['planned', 'held', 'sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'skipped', 'failed', 'in_doubt']

function Reach({ campaign }: { campaign: Campaign }) {
  const { text } = useWords()
  const { audience } = campaign
  if (!audience) return null
  return (
    <Card title={campaign.state === 'draft' ? text.campaigns.audience : text.campaigns.audience_fixed} note={text.campaigns.audience_of(format_count(audience.customers))}>
      <dl className={styles.reach}>
        {kReach.filter((name) => !kOnlyIfAny.has(name) || audience[name] > 0).map((name) => (
          <div key={name} data-main={name === 'sendable' || undefined}>
            <dt>{text.campaigns.reach[name]}</dt>
            <dd>{format_count(audience[name])}</dd>
          </div>
        ))}
      </dl>
      {audience.sendable === 0 ? <Note tone="warn">{text.campaigns.nobody}</Note> : null}
    </Card>
  )
}

function Sending({ campaign }: { campaign: Campaign }) {
  const { text } = useWords()
  const rows = kCounts.filter((name) => (campaign.counts[name] ?? 0) > 0)
  if (rows.length === 0) return null
  return (
    <Card title={text.campaigns.sending}>
      <dl className={styles.reach}>
        {rows.map((name) => (
          <div key={name}>
            <dt>{text.campaigns.counts[name]}</dt>
            <dd>{format_count(campaign.counts[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Draft({ campaign, on_changed }: { campaign: Campaign; on_changed: (changed: boolean) => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const change = useChangeCampaign(shop.id, campaign.id)
  const remove = useRemoveCampaign(shop.id)
  const discard = () => remove.mutate(campaign.id, {
    onSuccess: () => {
      tell(text.campaigns.removed)
      void navigate({ to: '/shops/$shop/campaigns', params: { shop: shop.id } })
    },
    onError: (error) => tell(explain(error, text)),
  })
  return (
    <Card tools={<Button size="xs" variant="subtle" color="red" onClick={discard}>{text.campaigns.remove}</Button>}>
      <CampaignForm
        campaign={campaign} submit={text.campaigns.save} busy={change.isPending} on_changed={on_changed}
        on_submit={(next) => change.mutate(next, { onSuccess: () => tell(text.campaigns.saved) })}
      />
      {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
    </Card>
  )
}

function Fixed({ campaign }: { campaign: Campaign }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const template = useQuery(templates_query(shop.id)).data?.find(({ id }) => id === campaign.template_id)
  return (
    <Card>
      <dl className={styles.facts}>
        <dt>{text.campaigns.condition}</dt><dd>{campaign.sentence}</dd>
        <dt>{text.campaigns.template}</dt><dd>{template?.name ?? ''}</dd>
        <dt>{text.campaigns.send_at}</dt><dd>{campaign.send_at ? format_time(campaign.send_at, shop.time_zone, language) : text.campaigns.at_once}</dd>
        <dt>{text.campaigns.holdout}</dt><dd>{format_rate(campaign.holdout_permille / 1_000)}</dd>
      </dl>
    </Card>
  )
}

function Content({ campaign }: { campaign: Campaign }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const draft = campaign.state === 'draft'
  const [changed, set_changed] = useState(false)
  const under_way = campaign.state === 'planned' || campaign.state === 'running'
  return (
    <>
      <header className={styles.head}>
        <div className={styles.name_line}>
          <Title order={1} size="h3">{campaign.name}</Title>
          <span className={styles.state} data-state={campaign.state}>{text.campaigns.states[campaign.state]}</span>
        </div>
        <div className={styles.actions}>
          {draft ? null : (
            <Button variant="default" renderRoot={(props) => <Link to="/shops/$shop/campaigns/$campaign/result" params={{ shop: shop.id, campaign: campaign.id }} {...props} />}>{text.campaigns.result}</Button>
          )}
          {may_manage && draft ? <SendCampaign campaign={campaign} unsaved={changed} /> : null}
          {may_manage && under_way ? <CancelCampaign campaign={campaign} /> : null}
        </div>
      </header>
      {may_manage ? null : <Note>{text.campaigns.forbidden}</Note>}
      <Reach campaign={campaign} />
      <Sending campaign={campaign} />
      {draft && may_manage ? <Draft campaign={campaign} on_changed={set_changed} /> : <Fixed campaign={campaign} />}
    </>
  )
}

export function CampaignPage({ id }: { id: Id }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const query = useQuery(campaign_query(shop.id, id))
  return (
    <div className={styles.page}>
      <Link to="/shops/$shop/campaigns" params={{ shop: shop.id }} className={styles.back}>← {text.campaigns.back}</Link>
      <QueryPanel query={query}>{(campaign) => <div className={styles.parts}><Content campaign={campaign} /></div>}</QueryPanel>
    </div>
  )
}
