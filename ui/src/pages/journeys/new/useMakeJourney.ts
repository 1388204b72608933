// Makes the journey, gives the mails that were made with it their form, and opens it.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '../../../client/explain'
import { useCreateJourney } from '../../../client/journey_queries'
import type { Journey, NewJourney } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import { useFirstForm } from '../../../mails/useFirstForm'
import { templates_of } from '../model/templates'

export function useMakeJourney() {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const create = useCreateJourney(shop.id)
  const give_form = useFirstForm()
  const [forming, set_forming] = useState(false)
  const make = async (body: NewJourney, after?: (journey: Journey) => Promise<unknown>) => {
    const journey = await create.mutateAsync(body)
    set_forming(true)
    // What fails from here on is told on the page of the journey, which is there already.
    await after?.(journey).catch((error: unknown) => tell(explain(error, text)))
    const without = 'definition' in body ? 0 : await give_form(templates_of(journey.definition))
    if (without > 0) tell(text.journeys.new.without_form(without))
    set_forming(false)
    await navigate({ to: '/shops/$shop/journeys/$journey', params: { shop: shop.id, journey: journey.id } })
  }
  return { make, is_pending: create.isPending || forming, error: create.error }
}
