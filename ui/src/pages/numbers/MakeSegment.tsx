// From the customers behind a cell to what is done with them: a segment to name and keep, or a campaign to them. Both begin
// with the condition of the cell; where none can say it, with a list of who they are that day.
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { explain } from '../../client/explain'
import type { Query } from '../../client/http'
import { segment_condition } from '../../client/segment_condition'
import { useCellCondition } from '../../client/segment_queries'
import type { CellCondition, Segment } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { CampaignIcon, SegmentsIcon } from '../../kit/icons'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { is_no_condition } from './cell_list'
import { KeepCell } from './KeepCell'

interface CellProps {
  analysis: string
  question: Query
  words: string // what the cell is called
}

interface CellButtonProps extends CellProps {
  icon: ReactNode
  label: string
  on_condition: (cell: CellCondition) => void
  on_kept: (segment: Segment) => void
}

function CellButton({ analysis, question, words, icon, label, on_condition, on_kept }: CellButtonProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { mutate, isPending } = useCellCondition(shop.id)
  const [keeping, set_keeping] = useState(false)
  const make = () =>
    mutate({ analysis, question }, { onSuccess: on_condition, onError: (error) => (is_no_condition(error) ? set_keeping(true) : tell(explain(error, text))) })
  return (
    <>
      <Button size="xs" variant="default" leftSection={icon} loading={isPending} onClick={make}>{label}</Button>
      {keeping ? <KeepCell analysis={analysis} question={question} proposed={words} opened on_close={() => set_keeping(false)} on_kept={on_kept} /> : null}
    </>
  )
}

export function MakeSegment(cell: CellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  return (
    <CellButton
      {...cell} icon={<SegmentsIcon size={16} />} label={text.segments.make_of_these}
      on_condition={({ condition, name }) => void navigate({ to: '/shops/$shop/segments/new', params: { shop: shop.id }, search: { condition, name } })}
      on_kept={(segment) => {
        tell(text.segments.created(segment.name))
        void navigate({ to: '/shops/$shop/segments/$segment', params: { shop: shop.id, segment: segment.id } })
      }}
    />
  )
}

export function MailToCell(cell: CellProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const go = (condition: string, name: string) => void navigate({ to: '/shops/$shop/campaigns/new', params: { shop: shop.id }, search: { condition, name } })
  return (
    <CellButton
      {...cell} icon={<CampaignIcon size={16} />} label={text.segments.mail_to_these} on_condition={({ condition, name }) => go(condition, name)}
      on_kept={({ name }) => go(segment_condition(name), name)}
    />
  )
}
