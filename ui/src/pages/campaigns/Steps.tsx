// What leaves the house asks once, and says to how many.
import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCancelCampaign, usePlanCampaign } from '../../client/campaign_queries'
import type { Campaign } from '../../client/campaign_types'
import { explain } from '../../client/explain'
import { templates_query } from '../../client/message_queries'
import { usePlace } from '../../client/session'
import { AskOnce } from '../../kit/AskOnce'
import { format_count, format_time } from '../../kit/format'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { UnpublishedWords } from '../../mails/UnpublishedWords'

// What is sent is what is saved: with something unsaved on the screen nothing goes out.
export function SendCampaign({ campaign, unsaved }: { campaign: Campaign; unsaved: boolean }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const plan = usePlanCampaign(shop.id, campaign.id)
  const template = useQuery(templates_query(shop.id)).data?.find(({ id }) => id === campaign.template_id)
  const [asking, set_asking] = useState(false)
  const many = format_count(campaign.audience?.sendable ?? 0)
  const when = campaign.send_at ? text.campaigns.plan_at(format_time(campaign.send_at, shop.time_zone, language)) : text.campaigns.plan_now
  const send = () => plan.mutate(undefined, {
    onSuccess: () => tell(text.campaigns.planned),
    onError: (error) => tell(explain(error, text)),
    onSettled: () => set_asking(false),
  })
  return (
    <>
      <Button title={unsaved ? text.campaigns.save_first : undefined} disabled={unsaved || (campaign.audience?.sendable ?? 0) === 0 || campaign.template_id === null} onClick={() => set_asking(true)}>{text.campaigns.plan(many)}</Button>
      <AskOnce opened={asking} title={text.campaigns.plan_title} confirm={text.campaigns.plan(many)} busy={plan.isPending} on_confirm={send} on_close={() => set_asking(false)}>
        <Stack gap="sm">
          <span>{text.campaigns.plan_text(many, template?.name ?? '', when)}</span>
          {template ? <UnpublishedWords used={[template.id]} first_time /> : null}
        </Stack>
      </AskOnce>
    </>
  )
}

export function CancelCampaign({ campaign }: { campaign: Campaign }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const cancel = useCancelCampaign(shop.id, campaign.id)
  const [asking, set_asking] = useState(false)
  const run = () => cancel.mutate(undefined, {
    onSuccess: () => tell(text.campaigns.cancelled),
    onError: (error) => tell(explain(error, text)),
    onSettled: () => set_asking(false),
  })
  return (
    <>
      <Button variant="default" onClick={() => set_asking(true)}>{text.campaigns.cancel}</Button>
      <AskOnce opened={asking} title={text.campaigns.cancel_title} confirm={text.campaigns.cancel} busy={cancel.isPending} on_confirm={run} on_close={() => set_asking(false)}>
        {text.campaigns.cancel_text}
      </AskOnce>
    </>
  )
}
