// Ctrl+Z and Ctrl+Shift+Z, except in a field, where they belong to the field. What was opened last takes them: a window
// over a page undoes its own steps, not the page's.
import { useEffect, useRef } from 'react'
import { is_typing } from './keys'

const open: object[] = []

export function useUndoKeys(undo: () => void, redo: () => void) {
  const latest = useRef({ undo, redo })
  useEffect(() => {
    latest.current = { undo, redo }
  })
  useEffect(() => {
    const me = {}
    const on_key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || is_typing(event.target) || open.at(-1) !== me) return
      event.preventDefault()
      if (event.shiftKey) latest.current.redo()
      else latest.current.undo()
    }
    open.push(me)
    window.addEventListener('keydown', on_key)
    return () => {
      open.splice(open.indexOf(me), 1)
      window.removeEventListener('keydown', on_key)
    }
  }, [])
}
