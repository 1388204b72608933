// The definition under the hand. Saving it does not touch the running version; problems come back with every save.
import { useCallback, useState } from 'react'
import { read_journey, useSaveDefinition } from '../../client/journey_queries'
import type { Definition, Journey, JourneyProblem } from '../../client/journey_types'
import { LastSeen, type Versioned } from '../../client/last_seen'
import type { Id } from '../../client/types'
import { useDraft, type DraftOf } from '../../kit/useDraft'

interface Named {
  name: string
  definition: Definition
}

export interface JourneyDraft extends Named, Pick<DraftOf<Named>, 'save_state' | 'failure' | 'can_undo' | 'can_redo' | 'undo' | 'redo' | 'save'> {
  problems: readonly JourneyProblem[]
  change: (next: Definition, about?: string) => void
  rename: (name: string) => void
  accept: (stored: Versioned) => void // what we did to it otherwise, or what a person writes over
}

export function useJourneyDraft(shop: Id, journey: Journey): JourneyDraft {
  const [seen] = useState(() => new LastSeen(journey))
  const { id, problems } = journey // every save brings them anew
  const { mutateAsync } = useSaveDefinition(shop, id)
  const store = useCallback(async ({ name, definition }: Named) => {
    const put = { definition, ...(name.trim() === '' ? {} : { name: name.trim() }) }
    await seen.write(() => read_journey(shop, id), () => mutateAsync(put))
  }, [mutateAsync, seen, shop, id])
  const { value, change: change_draft, ...draft } = useDraft<Named>(() => ({ name: journey.name, definition: journey.definition }), store)
  const change = useCallback((definition: Definition, about = '') => change_draft((before) => ({ ...before, definition }), about), [change_draft])
  const rename = useCallback((name: string) => change_draft((before) => ({ ...before, name }), 'name'), [change_draft])
  const accept = useCallback((stored: Versioned) => seen.accept(stored), [seen])
  return { ...value, ...draft, problems, change, rename, accept }
}
