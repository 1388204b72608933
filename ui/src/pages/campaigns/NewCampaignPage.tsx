// A new campaign: to whom, what, when. It becomes a draft; who would get it is told there, before anything is sent.
import { Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCreateCampaign } from '../../client/campaign_queries'
import { explain } from '../../client/explain'
import { useMay, usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { CampaignForm } from './CampaignForm'
import styles from './Campaigns.module.css'

export function NewCampaignPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const may_manage = useMay('manage')
  const create = useCreateCampaign(shop.id)
  const { search } = useSearchState() // what leads here may know to whom
  return (
    <div className={styles.page}>
      <Link to="/shops/$shop/campaigns" params={{ shop: shop.id }} className={styles.back}>← {text.campaigns.back}</Link>
      <Title order={1} size="h3">{text.campaigns.new_title}</Title>
      {may_manage ? (
        <Card>
          <CampaignForm
            campaign={null} begin={{ name: search['name'], condition: search['condition'] }} submit={text.campaigns.make} busy={create.isPending}
            on_submit={(change) => create.mutate(change, { onSuccess: ({ id }) => void navigate({ to: '/shops/$shop/campaigns/$campaign', params: { shop: shop.id, campaign: id } }) })}
          />
          {create.isError ? <Note tone="bad">{explain(create.error, text)}</Note> : null}
        </Card>
      ) : <Note>{text.campaigns.forbidden}</Note>}
    </div>
  )
}
