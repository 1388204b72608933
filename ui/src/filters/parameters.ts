// From a descriptor to a form and back. Pure; the form draws what is said here.
import type { Descriptor, Parameter } from '../client/types'
import type { Texts } from '../locales'
import { kCommon, type Search } from './search'

// Parameters that the filter bar does not already have a place for.
export function own_parameters(descriptor: Descriptor): Parameter[] {
  return descriptor.parameters.filter((parameter) => !kCommon.has(parameter.name))
}

export function default_text(parameter: Parameter): string {
  return parameter.default === null || parameter.default === undefined ? '' : String(parameter.default)
}

export function value_of(parameter: Parameter, search: Search): string {
  return search[parameter.name] ?? default_text(parameter)
}

export function changed_count(descriptor: Descriptor, search: Search): number {
  return own_parameters(descriptor).filter((parameter) => value_of(parameter, search) !== default_text(parameter)).length
}

// "1,234" and full-width digits are numbers to the person who types them.
export function normalise_integer(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[,\s]/g, '')
}

export function bounds_text(parameter: Parameter, text: Texts): string | undefined {
  const low = parameter.minimum?.toLocaleString('en-US')
  const high = parameter.maximum?.toLocaleString('en-US')
  if (low !== undefined && high !== undefined) return text.filters.between_bounds(low, high)
  if (low !== undefined) return text.filters.at_least(low)
  return high === undefined ? undefined : text.filters.at_most(high)
}

// Nothing, or what is wrong with what was typed.
export function complaint(parameter: Parameter, typed: string, text: Texts): string | undefined {
  if (parameter.type !== 'integer' && parameter.type !== 'money') return undefined
  if (!/^-?\d{1,12}$/.test(typed)) return text.filters.not_a_number
  const value = Number(typed)
  const outside =
    (parameter.minimum !== undefined && value < parameter.minimum) || (parameter.maximum !== undefined && value > parameter.maximum)
  return outside ? bounds_text(parameter, text) : undefined
}
