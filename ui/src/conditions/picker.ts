// Finding a field among a hundred: by its title in either language, by its name, by parts of words. Pure.
import type { ConditionField, ConditionFields, FieldScope } from '../client/segment_types'

export interface FieldGroup {
  title: string
  fields: ConditionField[]
}

export function grouped(all: ConditionFields, scope: FieldScope): FieldGroup[] {
  const of_scope = all.fields.filter((field) => field.scope === scope && field.name !== 'everyone')
  const titles = new Map(all.groups.map(({ name, title }) => [name, title]))
  const names = [...new Set(of_scope.map(({ group }) => group))]
  return names.map((name) => ({ title: titles.get(name) ?? name, fields: of_scope.filter(({ group }) => group === name) }))
}

// What a search looks through: titles in both languages and the name as words.
export function haystack(field: ConditionField, elsewhere: ConditionField | undefined): string {
  return [field.title, elsewhere?.title ?? '', field.name, field.name.replaceAll('_', ' ')].join('\n').normalize('NFKC').toLowerCase()
}

export function matches(hay: string, typed: string): boolean {
  return typed.normalize('NFKC').toLowerCase().split(/\s+/).every((word) => hay.includes(word))
}
