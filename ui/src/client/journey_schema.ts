// The schema of definitions as forms need it: every field, choice and kind with a title, so that nothing further has
// to ask whether there is one.
import type { FieldType, Json, JourneySchema, JsonObject, NamedTitle, SchemaField } from './journey_types'

const is_object = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
const text = (value: Json | undefined, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise)

function named(value: Json): NamedTitle {
  if (!is_object(value)) return { name: String(value), title: String(value) }
  const name = text(value['name'] ?? value['value'], '')
  return { name, title: text(value['title'], name) }
}

function titles(value: Json | undefined): Record<string, string> {
  if (is_object(value)) return Object.fromEntries(Object.entries(value).map(([name, title]) => [name, text(title, name)]))
  return Object.fromEntries(list(value).map(named).map(({ name, title }) => [name, title]))
}

function read_field(value: Json): SchemaField {
  const raw = is_object(value) ? value : {}
  const name = text(raw['name'], '')
  const field: SchemaField = { name, title: text(raw['title'], name), type: text(raw['type'], 'text') as FieldType, required: raw['required'] === true }
  if (typeof raw['help'] === 'string') field.help = raw['help']
  if (typeof raw['least'] === 'number') field.least = raw['least']
  if (typeof raw['most'] === 'number') field.most = raw['most']
  if (raw['default'] !== undefined) field.default = raw['default']
  if (raw['choices'] !== undefined) field.choices = list(raw['choices']).map(named)
  if (raw['fields'] !== undefined) field.fields = list(raw['fields']).map(read_field)
  if (raw['may_be_absent'] === true) field.may_be_absent = true
  return field
}

export function read_schema(raw: JsonObject): JourneySchema {
  const kinds = is_object(raw['nodes']) ? Object.entries(raw['nodes']) : []
  return {
    journey: list(raw['journey']).map(read_field),
    nodes: Object.fromEntries(kinds.map(([kind, value]) => {
      const fields = is_object(value) ? value['fields'] : value
      return [kind, { title: text(is_object(value) ? value['title'] : undefined, kind), fields: list(fields).map(read_field) }]
    })),
    events: Object.entries(titles(raw['events'])).map(([name, title]) => ({ name, title })),
    end_reasons: titles(raw['end_reasons']),
    refusals: titles(raw['refusals']),
  }
}
