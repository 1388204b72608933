// Places inside a node or a definition, written as the server names them: "branches[1].condition".
import type { Json, JsonObject } from '../../../client/journey_types'

type Step = string | number

export function steps_of(path: string): Step[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))
}

const child = (value: Json | undefined, step: Step): Json | undefined => {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined
  if (typeof value === 'object' && value !== null) return value[String(step)]
  return undefined
}

export function value_at(value: Json | undefined, path: string): Json | undefined {
  return steps_of(path).reduce<Json | undefined>(child, value)
}

function changed(value: Json | undefined, [step, ...rest]: Step[], next: Json | undefined): Json | undefined {
  if (step === undefined) return next
  const inner = changed(child(value, step), rest, next)
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? [...value] : []
    if (inner === undefined) items.splice(step, 1)
    else items[step] = inner
    return items
  }
  const members: JsonObject = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  if (inner === undefined) delete members[step]
  else members[step] = inner
  return members
}

// A copy with another value there; undefined takes it away. What lies on the way is made where it is missing.
export function with_value<T extends JsonObject>(value: T, path: string, next: Json | undefined): T {
  return changed(value, steps_of(path), next) as T
}
