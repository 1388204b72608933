// Makes the journey and opens it.
import { useNavigate } from '@tanstack/react-router'
import { useCreateJourney } from '../../../client/journey_queries'
import type { Journey, NewJourney } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'

export function useMakeJourney() {
  const { shop } = usePlace()
  const navigate = useNavigate()
  const create = useCreateJourney(shop.id)
  const make = async (body: NewJourney, after?: (journey: Journey) => Promise<unknown>) => {
    const journey = await create.mutateAsync(body)
    await after?.(journey)
    await navigate({ to: '/shops/$shop/journeys/$journey', params: { shop: shop.id, journey: journey.id } })
  }
  return { make, is_pending: create.isPending, error: create.error }
}
