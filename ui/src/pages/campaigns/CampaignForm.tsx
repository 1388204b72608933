// To whom, what, when, and how many get nothing so that the others can be compared.
import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { holdout_query } from '../../client/campaign_queries'
import type { Campaign, CampaignChange, HoldoutProposal } from '../../client/campaign_types'
import { ConditionField } from '../../client/ConditionField'
import { chosen_words, proposal_words } from '../../client/holdout_words'
import { templates_query } from '../../client/message_queries'
import { usePlace } from '../../client/session'
import { ConditionBuilder } from '../../conditions/ConditionBuilder'
import { DayField } from '../../kit/DayField'
import { format_amount, format_rate } from '../../kit/format'
import { useWords } from '../../locales'
import { UnpublishedWords } from '../../mails/UnpublishedWords'
import styles from './Campaigns.module.css'
import { instant_of, wall_time } from './moment'

const kQuietMilliseconds = 400
const kHoldoutDefault = 100
const kHoldoutMost = 500
const kHour = '10:00'

interface CampaignFormProps {
  campaign: Campaign | null // null: a new one
  begin?: { name?: string | undefined; condition?: string | undefined } // of a new one
  submit: string
  busy: boolean
  on_changed?: (changed: boolean) => void // whether something stands here that is not saved
  on_submit: (change: CampaignChange) => void
}

function Difference({ proposal, asked, on_ask }: { proposal: HoldoutProposal; asked: number | null; on_ask: (difference: number | null) => void }) {
  const { text } = useWords()
  const decimals = proposal.currency_decimals
  const whole = 10 ** decimals
  return (
    <NumberInput
      label={text.campaigns.difference(proposal.currency)} description={text.campaigns.difference_hint} placeholder={format_amount(proposal.difference, { code: proposal.currency, decimals })}
      value={asked === null ? '' : asked / whole} min={1 / whole} decimalScale={decimals} thousandSeparator="," maw={420}
      onChange={(amount) => on_ask(typeof amount === 'number' && amount > 0 ? Math.round(amount * whole) : null)}
    />
  )
}

function Holdout({ condition, permille, on_change }: { condition: string; permille: number; on_change: (permille: number) => void }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const [difference, set_difference] = useState<number | null>(null)
  const [asked] = useDebouncedValue({ condition, difference }, kQuietMilliseconds)
  const answer = useQuery(holdout_query(shop.id, asked.condition, asked.difference, language)).data
  const proposal = condition.trim() === '' ? undefined : answer
  const proposed = proposal?.permille ?? null
  const chosen = proposal ? chosen_words(permille, proposal, text) : null
  return (
    <div className={styles.holdout}>
      <NumberInput
        label={text.campaigns.holdout} value={permille / 10} min={0} max={kHoldoutMost / 10} decimalScale={1} suffix=" %" maw={220}
        onChange={(percent) => on_change(typeof percent === 'number' ? Math.round(percent * 10) : 0)}
      />
      {proposal ? (
        <p className={styles.soft}>
          {proposal_words(proposal, text)}
          {proposed === null || proposed === permille ? null : (
            <Button size="compact-xs" variant="light" ml={8} onClick={() => on_change(proposed)}>{text.campaigns.holdout_take(format_rate(proposed / 1_000))}</Button>
          )}
        </p>
      ) : null}
      {chosen === null ? null : <p className={styles.soft}>{chosen}</p>}
      {proposal && proposal.mean > 0 ? <Difference proposal={proposal} asked={difference} on_ask={set_difference} /> : null}
    </div>
  )
}

export function CampaignForm({ campaign, begin, submit, busy, on_changed, on_submit }: CampaignFormProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const templates = useQuery(templates_query(shop.id)).data ?? []
  const [name, set_name] = useState(campaign?.name ?? begin?.name ?? text.campaigns.name_default)
  const [condition, set_condition] = useState(campaign?.condition ?? begin?.condition ?? '')
  const [template, set_template] = useState(campaign?.template_id ?? '')
  const [permille, set_permille] = useState(campaign?.holdout_permille ?? kHoldoutDefault)
  const [at, set_at] = useState(() => (campaign?.send_at ? wall_time(campaign.send_at, shop.time_zone) : null))
  const send_at = at === null ? null : instant_of(at, shop.time_zone)
  const ready = name.trim() !== '' && condition.trim() !== '' && template !== '' && (at === null || send_at !== null)
  const changed = campaign !== null && (
    name.trim() !== campaign.name || condition !== campaign.condition || template !== (campaign.template_id ?? '') || permille !== campaign.holdout_permille || send_at !== campaign.send_at
  )
  useEffect(() => on_changed?.(changed), [changed, on_changed])
  const on_form = (event: FormEvent) => {
    event.preventDefault()
    on_submit({ name: name.trim(), condition, template_id: template, holdout_permille: permille, send_at: send_at ?? '' })
  }
  return (
    <form onSubmit={on_form} className={styles.form}>
      <TextInput label={text.campaigns.name} required value={name} onChange={(event) => set_name(event.currentTarget.value)} />
      <div className={styles.condition}>
        <ConditionField label={text.campaigns.condition} required value={condition} on_change={set_condition} />
        <ConditionBuilder value={condition} disabled={false} on_change={set_condition} />
      </div>
      <NativeSelect
        label={text.campaigns.template} required value={template} data={[{ value: '', label: text.journeys.form.not_chosen }, ...templates.map((one) => ({ value: one.id, label: one.name }))]}
        description={templates.length === 0 ? text.journeys.form.no_template : undefined} onChange={(event) => set_template(event.currentTarget.value)}
      />
      {template === '' ? null : <UnpublishedWords used={[template]} />}
      <Holdout condition={condition} permille={permille} on_change={set_permille} />
      <div className={styles.when} role="group" aria-label={text.campaigns.send_at}>
        <span className={styles.when_title}>{text.campaigns.send_at}</span>
        <SegmentedControl
          aria-label={text.campaigns.send_at} value={at === null ? 'once' : 'at'} data={[{ value: 'once', label: text.campaigns.at_once }, { value: 'at', label: text.campaigns.at_time }]}
          onChange={(next) => set_at(next === 'at' ? { day: '', time: kHour } : null)}
        />
        {at === null ? null : (
          <>
            <DayField label={text.campaigns.day} value={at.day} on_change={(day) => set_at({ ...at, day })} />
            <TextInput type="time" size="sm" label={text.campaigns.time} value={at.time} onChange={(event) => set_at({ ...at, time: event.currentTarget.value })} />
          </>
        )}
      </div>
      <Button type="submit" className={styles.start ?? ''} loading={busy} disabled={!ready}>{submit}</Button>
    </form>
  )
}
