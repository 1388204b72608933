// Undo and redo. Changes of one field in a row are one step: nobody wants to undo letter by letter.

export interface History<T> {
  past: readonly T[]
  present: T
  future: readonly T[]
  last: string // what the last change was about; "" = nothing that may grow
}

const kStepsKept = 200

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], last: '' }
}

// `about` names what is changed ("wait_1.days"); the same name again grows the step before it.
export function changed<T>(history: History<T>, next: T, about = ''): History<T> {
  if (next === history.present) return history
  if (about !== '' && about === history.last) return { ...history, present: next, future: [] }
  return { past: [...history.past, history.present].slice(-kStepsKept), present: next, future: [], last: about }
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1)
  if (present === undefined) return history
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], last: '' }
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future
  if (present === undefined) return history
  return { past: [...history.past, history.present], present, future, last: '' }
}
