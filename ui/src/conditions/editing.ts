// What the parts of a form need of the condition around them.
import { createContext, useContext } from 'react'
import type { ConditionField, ConditionFields } from '../client/segment_types'
import { field_of, type FieldBook, type Group, type Key, type Part } from './draft'
import { changed } from './edit'
import type { ConditionError } from './useCondition'

export interface Editing {
  fields: ConditionFields
  book: FieldBook
  elsewhere: FieldBook // titles in the other language
  root: Group
  error: ConditionError | null
  missing: ReadonlySet<Key>
  set_root: (root: Group, about?: string) => void
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing() {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('a part of a condition outside of its editor')
  const { book, root, set_root } = editing
  return {
    ...editing,
    field: (scope: ConditionField['scope'], name: string) => field_of(book, scope, name),
    // What is typed letter by letter says what it is about, so that it is undone in one step.
    change: (key: Key, to: (part: Part) => Part | null, about = '') => set_root(changed(root, key, to), about),
  }
}
