// Something under the hand: undo and redo, and saving by itself a moment after the last change, one save after the other.
import { useCallback, useEffect, useRef, useState } from 'react'
import { begin, changed, redone, undone, type History } from './history'

const kQuietMilliseconds = 900

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed'

export interface DraftOf<T> {
  value: T
  save_state: SaveState
  failure: unknown // why it could not be saved, while save_state is 'failed'
  can_undo: boolean
  can_redo: boolean
  change: (change: (before: T) => T, about?: string) => void // `about`: changes of one thing in a row are one step
  undo: () => void
  redo: () => void
  save: () => Promise<void> // at once; rejects when it cannot be saved
}

// `store` keeps its identity between renders.
export function useDraft<T>(initial: () => T, store: (value: T) => Promise<unknown>): DraftOf<T> {
  const [history, set_history] = useState<History<T>>(() => begin(initial()))
  const [stored, set_stored] = useState<T>(history.present)
  const [sending, set_sending] = useState(0)
  const [failed, set_failed] = useState<{ value: T; why: unknown } | null>(null) // what could not be saved
  const { present } = history
  const running = useRef<Promise<void>>(Promise.resolve())

  const send = useCallback((value: T): Promise<void> => {
    const saved = running.current.catch(() => undefined).then(async () => {
      set_sending((n) => n + 1)
      try {
        await store(value)
        set_stored(() => value)
        set_failed(null)
      } catch (error) {
        set_failed({ value, why: error })
        throw error
      } finally {
        set_sending((n) => n - 1)
      }
    })
    running.current = saved
    return saved
  }, [store])

  useEffect(() => {
    if (present === stored || present === failed?.value) return undefined
    const timer = setTimeout(() => void send(present).catch(() => undefined), kQuietMilliseconds)
    return () => clearTimeout(timer)
  }, [present, stored, failed, send])

  // A tab that is closed with something unsaved asks first; a page that is left saves.
  const last = useRef({ present, stored, send })
  useEffect(() => {
    last.current = { present, stored, send }
  })
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (last.current.present !== last.current.stored) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
      const left = last.current
      if (left.present !== left.stored) void left.send(left.present).catch(() => undefined)
    }
  }, [])

  const change = useCallback((apply: (before: T) => T, about = '') => set_history((before) => changed(before, apply(before.present), about)), [])
  const undo = useCallback(() => set_history(undone), [])
  const redo = useCallback(() => set_history(redone), [])
  const save = useCallback(() => (present === stored ? running.current : send(present)), [present, stored, send])
  const save_state: SaveState = sending > 0 ? 'saving' : present === stored ? 'saved' : present === failed?.value ? 'failed' : 'unsaved'
  return { value: present, save_state, failure: save_state === 'failed' ? failed?.why : undefined, can_undo: history.past.length > 0, can_redo: history.future.length > 0, change, undo, redo, save }
}
