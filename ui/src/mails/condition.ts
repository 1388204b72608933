// Conditions on blocks in the simple form that can be clicked together: one field, one comparison. Anything else is
// text, in the language of templates (docs/mail.md).

export const kComparisons = ['filled', 'empty', '=', '!=', '>=', '<='] as const
export type Comparison = (typeof kComparisons)[number]

export interface SimpleCondition {
  field: string
  comparison: Comparison
  value: string
}

const kField = /^[a-z][a-z0-9_.]*$/

export function read_condition(condition: string): SimpleCondition | null {
  const trimmed = condition.trim()
  if (kField.test(trimmed)) return { field: trimmed, comparison: 'filled', value: '' }
  const empty = /^not\s+([a-z][a-z0-9_.]*)$/.exec(trimmed)
  if (empty?.[1]) return { field: empty[1], comparison: 'empty', value: '' }
  const compared = /^([a-z][a-z0-9_.]*)\s*(=|!=|>=|<=)\s*(?:'([^']*)'|(-?\d+))$/.exec(trimmed)
  if (!compared?.[1]) return null
  return { field: compared[1], comparison: compared[2] as Comparison, value: compared[3] ?? compared[4] ?? '' }
}

export function write_condition({ field, comparison, value }: SimpleCondition, is_number: boolean): string {
  if (field === '') return ''
  if (comparison === 'filled') return field
  if (comparison === 'empty') return `not ${field}`
  const number = is_number || comparison === '>=' || comparison === '<='
  return `${field} ${comparison} ${number ? Number.parseInt(value, 10) || 0 : `'${value.replaceAll("'", '’')}'`}`
}

// A field as it is written into words.
export function field_tag(name: string, fallback: string): string {
  return fallback.trim() === '' ? `{{${name}}}` : `{{${name} | '${fallback.trim().replaceAll("'", '’')}'}}`
}
