// What the parts of the editor share: the draft under the hand, what it says in words, and what is chosen.
import { createContext, useContext } from 'react'
import type { Journey, JourneyNode, JourneyNumbers, JourneyProblem, JourneySchema } from '../../../client/journey_types'
import type { Place } from '../model/edit'
import type { WordsOfJourney } from '../model/words'
import type { JourneyDraft } from '../useJourneyDraft'

export interface EditorState {
  journey: Journey
  draft: JourneyDraft
  schema: JourneySchema
  words: WordsOfJourney
  numbers: JourneyNumbers | undefined
  read_only: boolean
  chosen: string // id of a node; empty: the journey as a whole
  choose: (id: string) => void
  insert: (kind: string, at: Place | null) => void
  remove: (node: JourneyNode) => void
}

export const EditorContext = createContext<EditorState | null>(null)

export function useEditor(): EditorState {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('a part of the editor outside of it')
  return editor
}

export function problems_of(problems: readonly JourneyProblem[], node: string): JourneyProblem[] {
  return problems.filter((problem) => problem.node === node)
}
