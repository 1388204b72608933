// Ctrl+Z and Ctrl+Shift+Z, except in a field, where they belong to the field.
import { useEffect } from 'react'
import { is_typing } from './keys'

export function useUndoKeys(undo: () => void, redo: () => void) {
  useEffect(() => {
    const on_key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || is_typing(event.target)) return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', on_key)
    return () => window.removeEventListener('keydown', on_key)
  }, [undo, redo])
}
