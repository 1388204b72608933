// What every field of a form needs: the value the form is about, its problems, and where a change goes.
import { createContext, useContext } from 'react'
import type { JourneyProblem, Json, JsonObject } from '../../../client/journey_types'

export interface FormState {
  kind: string // of the node; "journey" for the whole
  value: JsonObject
  problems: readonly JourneyProblem[]
  read_only: boolean
  nodes: { id: string; name: string }[] // where an exit may lead
  change: (path: string, value: Json | undefined) => void
}

export const FormContext = createContext<FormState | null>(null)

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('a field outside of a form')
  return form
}
