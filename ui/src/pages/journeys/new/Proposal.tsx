// 数字から提案: designed backwards from how many go on and when; a person changes days, leaves out, accepts.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../client/explain'
import { call } from '../../../client/http'
import { journey_proposal_query, journey_schema_query } from '../../../client/journey_queries'
import type { Journey, JourneyProposal, JourneySchema } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Card } from '../../../kit/Card'
import { format_count, format_day, format_money, format_rate } from '../../../kit/format'
import { Note } from '../../../kit/Note'
import { Shimmer } from '../../../kit/Shimmer'
import { useWords } from '../../../locales'
import styles from '../Journeys.module.css'
import { as_chosen, steps_to_choose } from '../model/proposal'
import { ProposedSteps } from './ProposedSteps'
import { useMakeJourney } from './useMakeJourney'

const kStages = [1, 2, 3, 4]
const kQuietMilliseconds = 300

function Headline({ proposal, stage }: { proposal: JourneyProposal; stage: number }) {
  const { text } = useWords()
  const currency = { code: proposal.currency, decimals: proposal.currency_decimals }
  const words = text.journeys.new
  return (
    <dl className={styles.headline}>
      <div><dt>{words.rate(stage)}</dt><dd>{format_rate(proposal.rate)}</dd></div>
      <div><dt>{words.point}</dt><dd>{words.per_month(format_money(proposal.point_value_per_month, currency))}</dd></div>
      <div><dt>{words.holdout}</dt><dd>{format_rate(proposal.holdout_permille / 1_000)}</dd></div>
      <div><dt>{words.decide}</dt><dd>{words.about_months(format_count(Math.ceil(proposal.months_to_decide)))}</dd></div>
    </dl>
  )
}

interface AcceptProps {
  proposal: JourneyProposal
  schema: JourneySchema
  stage: number
  pack_days: number | undefined
}

function Accept({ proposal, schema, stage, pack_days }: AcceptProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const [name, set_name] = useState(text.journeys.new.proposal_name(stage))
  const [steps, set_steps] = useState(() => steps_to_choose(proposal.steps))
  const { make, is_pending, error } = useMakeJourney()
  const none_kept = steps.every(({ kept }) => !kept)
  const untouched = steps.every(({ slot, day, kept }) => kept && proposal.steps.find((step) => step.slot === slot)?.day === day)
  // The server writes the messages and names them in the definition; what was changed here is changed in that.
  const change = (journey: Journey) =>
    untouched ? Promise.resolve() : call(`/shops/${shop.id}/journeys/${journey.id}/definition`, {
      method: 'PUT', body: { definition: as_chosen(journey.definition, schema, proposal.steps, steps) },
    })
  const accept = () => make({ name: name.trim(), proposal: { stage, ...(pack_days === undefined ? {} : { pack_days }) } }, change)
  return (
    <Card title={text.journeys.new.steps} note={text.journeys.new.steps_note}>
      <ProposedSteps proposed={proposal.steps} chosen={steps} on_change={set_steps} />
      <div className={styles.foot}>
        <TextInput label={text.journeys.new.name} value={name} onChange={(event) => set_name(event.currentTarget.value)} />
        <Button loading={is_pending} disabled={none_kept || name.trim() === ''} onClick={() => void accept().catch(() => undefined)}>{text.journeys.new.accept}</Button>
        {none_kept ? <span className={styles.soft}>{text.journeys.new.none_kept}</span> : null}
      </div>
      {error ? <Note tone="bad">{explain(error, text)}</Note> : null}
    </Card>
  )
}

export function Proposal() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const stage = kStages.find((one) => String(one) === search['stage']) ?? 1
  const typed = Number(search['pack_days'])
  const [pack_days] = useDebouncedValue(Number.isInteger(typed) && typed > 0 ? typed : undefined, kQuietMilliseconds)
  const schema = useQuery(journey_schema_query(language)).data
  const query = useQuery(journey_proposal_query(shop.id, { stage, pack_days }, language))
  const proposal = query.data
  return (
    <>
      <div className={styles.question}>
        <NativeSelect
          label={text.journeys.new.stage} value={String(stage)} data={kStages.map((one) => ({ value: String(one), label: text.journeys.new.stage_choice(one) }))}
          onChange={(event) => change({ stage: event.currentTarget.value })}
        />
        <NumberInput
          label={text.journeys.new.pack_days} min={1} max={730} w={220} value={Number.isInteger(typed) && typed > 0 ? typed : ''} allowDecimal={false}
          onChange={(days) => change({ pack_days: days === '' ? null : String(days) })}
        />
      </div>
      {query.isError ? (
        <Note
          tone="warn" title={text.journeys.new.no_proposal}
          actions={<Button size="xs" variant="default" onClick={() => change({ from: 'template' })}>{text.journeys.new.other_way}</Button>}
        >
          {explain(query.error, text)}
        </Note>
      ) : null}
      {query.isPending || !schema ? <Shimmer height={360} /> : null}
      {proposal && schema && !query.isError ? (
        <>
          <Card note={text.journeys.new.as_of(format_day(proposal.as_of, language))} title={text.journeys.new.stage_choice(stage)}><Headline proposal={proposal} stage={stage} /></Card>
          <Card title={text.journeys.new.reasons}><ul className={styles.reasons}>{proposal.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul></Card>
          <Accept key={`${stage}:${pack_days}:${language}:${proposal.steps.map(({ slot, day }) => `${slot}${day}`).join()}`} proposal={proposal} schema={schema} stage={stage} pack_days={pack_days} />
        </>
      ) : null}
    </>
  )
}
