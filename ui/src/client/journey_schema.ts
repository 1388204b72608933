// The schema as it comes, with what is looked up by name as records.
import type { JourneySchema, NamedTitle, NodeSchema, SchemaField } from './journey_types'

export interface SchemaAnswer {
  journey: SchemaField[]
  nodes: Record<string, NodeSchema>
  events: NamedTitle[]
  end_reasons: NamedTitle[]
  refusals: NamedTitle[]
}

const by_name = (titles: readonly NamedTitle[]): Record<string, string> => Object.fromEntries(titles.map(({ name, title }) => [name, title]))

export function read_schema(answer: SchemaAnswer): JourneySchema {
  return { ...answer, end_reasons: by_name(answer.end_reasons), refusals: by_name(answer.refusals) }
}
