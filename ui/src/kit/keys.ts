// Keyboard shortcuts: one listener, combos such as "t", "?", "g n" (two keys within a second). Nothing fires
// while a person types in a field or holds a modifier. What is active is listed for the help sheet.
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  combo: string
  title: string
  run: () => void
}

const kSequenceMilliseconds = 1_000
let active: readonly Shortcut[] = []
const watchers = new Set<() => void>()
let pending = ''
let pending_at = 0

export function is_typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

// Pure, for tests: what a key means after what was pressed before it.
export function match_combo(combos: readonly string[], before: string, key: string): { hit: string | null; pending: string } {
  const sequence = before ? `${before} ${key}` : key
  if (combos.includes(sequence)) return { hit: sequence, pending: '' }
  if (combos.includes(key)) return { hit: key, pending: '' }
  const starts = combos.some((combo) => combo.startsWith(`${key} `))
  return { hit: null, pending: starts ? key : '' }
}

function on_key(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || is_typing(event.target)) return
  const before = event.timeStamp - pending_at < kSequenceMilliseconds ? pending : ''
  const { hit, pending: next } = match_combo(active.map((shortcut) => shortcut.combo), before, event.key)
  pending = next
  pending_at = event.timeStamp
  if (hit === null) return
  event.preventDefault()
  // The newest registration wins: a page may take a key over from the frame around it.
  active.findLast((shortcut) => shortcut.combo === hit)?.run()
}

function set_active(next: readonly Shortcut[]) {
  if (active.length === 0 && next.length > 0) window.addEventListener('keydown', on_key)
  if (active.length > 0 && next.length === 0) window.removeEventListener('keydown', on_key)
  active = next
  for (const watcher of watchers) watcher()
}

export function useKeys(shortcuts: readonly Shortcut[]) {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts.map((shortcut) => `${shortcut.combo}\u0000${shortcut.title}`).join('\u0001')
  useEffect(() => {
    const registered = latest.current.map((shortcut, i) => ({ ...shortcut, run: () => latest.current[i]?.run() }))
    set_active([...active, ...registered])
    return () => set_active(active.filter((shortcut) => !registered.includes(shortcut)))
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what a key does is read late; only its name is registered anew
  }, [signature])
}

export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => active,
  )
}
