// The definition under the hand: undo, and saving by itself a moment after the last change. The running version is not
// touched by it; problems come back with every save.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSaveDefinition } from '../../client/journey_queries'
import type { Definition, Journey, JourneyProblem } from '../../client/journey_types'
import type { Id } from '../../client/types'
import { begin, changed, redone, undone, type History } from './model/history'

const kQuietMilliseconds = 900

export interface Draft {
  name: string
  definition: Definition
}

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed'

export interface JourneyDraft extends Draft {
  problems: readonly JourneyProblem[]
  save_state: SaveState
  can_undo: boolean
  can_redo: boolean
  change: (next: Definition, about?: string) => void
  rename: (name: string) => void
  undo: () => void
  redo: () => void
  save: () => Promise<void> // at once; rejects when it cannot be saved
}

export function useJourneyDraft(shop: Id, journey: Journey): JourneyDraft {
  const [history, set_history] = useState<History<Draft>>(() => begin({ name: journey.name, definition: journey.definition }))
  const [stored, set_stored] = useState<Draft>(history.present)
  const [problems, set_problems] = useState<readonly JourneyProblem[]>(journey.problems)
  const { mutateAsync, isPending, isError } = useSaveDefinition(shop, journey.id)
  const { present } = history
  const running = useRef<Promise<void>>(Promise.resolve())

  // One after the other, so that an older draft never lands on a newer one.
  const send = useCallback((draft: Draft): Promise<void> => {
    const saved = running.current.catch(() => undefined).then(async () => {
      const answer = await mutateAsync({ definition: draft.definition, ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }) })
      set_stored(draft)
      set_problems(answer.problems)
    })
    running.current = saved
    return saved
  }, [mutateAsync])

  useEffect(() => {
    if (present === stored) return undefined
    const timer = setTimeout(() => void send(present).catch(() => undefined), kQuietMilliseconds)
    return () => clearTimeout(timer)
  }, [present, stored, send])

  // A tab that is closed with something unsaved asks first.
  useEffect(() => {
    if (present === stored) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [present, stored])

  const change = useCallback((definition: Definition, about = '') =>
    set_history((before) => changed(before, { ...before.present, definition }, about)), [])
  const rename = useCallback((name: string) => set_history((before) => changed(before, { ...before.present, name }, 'name')), [])
  const undo = useCallback(() => set_history(undone), [])
  const redo = useCallback(() => set_history(redone), [])
  const save = useCallback(() => (present === stored ? running.current : send(present)), [present, stored, send])
  const save_state: SaveState = isPending ? 'saving' : present === stored ? 'saved' : isError ? 'failed' : 'unsaved'
  return {
    ...present, problems, save_state, can_undo: history.past.length > 0, can_redo: history.future.length > 0, change, rename, undo, redo, save,
  }
}
