// From the customers behind a cell to what is done with them: a segment to name and keep, or a campaign to them. Both begin
// with the condition of the cell.
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { explain } from '../../client/explain'
import type { Query } from '../../client/http'
import { useCellCondition } from '../../client/segment_queries'
import type { CellCondition } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { CampaignIcon, SegmentsIcon } from '../../kit/icons'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'

interface CellProps {
  analysis: string
  question: Query
}

function useCell({ analysis, question }: CellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { mutate, isPending } = useCellCondition(shop.id)
  const with_it = (go: (cell: CellCondition) => void) => mutate({ analysis, question }, { onError: (error) => tell(explain(error, text)), onSuccess: go })
  return { with_it, is_pending: isPending }
}

export function MakeSegment(cell: CellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const { with_it, is_pending } = useCell(cell)
  const make = () => with_it(({ condition, name }) => void navigate({ to: '/shops/$shop/segments/new', params: { shop: shop.id }, search: { condition, name } }))
  return <Button size="xs" variant="default" leftSection={<SegmentsIcon size={16} />} loading={is_pending} onClick={make}>{text.segments.make_of_these}</Button>
}

export function MailToCell(cell: CellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const { with_it, is_pending } = useCell(cell)
  const make = () => with_it(({ condition, name }) => void navigate({ to: '/shops/$shop/campaigns/new', params: { shop: shop.id }, search: { condition, name } }))
  return <Button size="xs" variant="default" leftSection={<CampaignIcon size={16} />} loading={is_pending} onClick={make}>{text.segments.mail_to_these}</Button>
}
