// From the customers behind a cell to a segment of them: one click leads to its condition, ready to be named and kept.
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { explain } from '../../client/explain'
import type { Query } from '../../client/http'
import { useCellCondition } from '../../client/segment_queries'
import { usePlace } from '../../client/session'
import { SegmentsIcon } from '../../kit/icons'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'

export function MakeSegment({ analysis, question }: { analysis: string; question: Query }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const say = useCellCondition(shop.id)
  const make = () =>
    say.mutate({ analysis, question }, {
      onError: (error) => tell(explain(error, text)),
      onSuccess: ({ condition, name }) => void navigate({ to: '/shops/$shop/segments/new', params: { shop: shop.id }, search: { condition, name } }),
    })
  return <Button size="xs" variant="default" leftSection={<SegmentsIcon size={16} />} loading={say.isPending} onClick={make}>{text.segments.make_of_these}</Button>
}
