// The definition under the hand. Saving it does not touch the running version; problems come back with every save.
import { useCallback, useState } from 'react'
import { useSaveDefinition } from '../../client/journey_queries'
import type { Definition, Journey, JourneyProblem } from '../../client/journey_types'
import type { Id } from '../../client/types'
import { useDraft, type DraftOf } from '../../kit/useDraft'

interface Named {
  name: string
  definition: Definition
}

export interface JourneyDraft extends Named, Pick<DraftOf<Named>, 'save_state' | 'can_undo' | 'can_redo' | 'undo' | 'redo' | 'save'> {
  problems: readonly JourneyProblem[]
  change: (next: Definition, about?: string) => void
  rename: (name: string) => void
}

export function useJourneyDraft(shop: Id, journey: Journey): JourneyDraft {
  const [problems, set_problems] = useState<readonly JourneyProblem[]>(journey.problems)
  const { mutateAsync } = useSaveDefinition(shop, journey.id)
  const store = useCallback(async ({ name, definition }: Named) => {
    const answer = await mutateAsync({ definition, ...(name.trim() === '' ? {} : { name: name.trim() }) })
    set_problems(answer.problems)
  }, [mutateAsync])
  const { value, change: change_draft, ...draft } = useDraft<Named>(() => ({ name: journey.name, definition: journey.definition }), store)
  const change = useCallback((definition: Definition, about = '') => change_draft((before) => ({ ...before, definition }), about), [change_draft])
  const rename = useCallback((name: string) => change_draft((before) => ({ ...before, name }), 'name'), [change_draft])
  return { ...value, ...draft, problems, change, rename }
}
