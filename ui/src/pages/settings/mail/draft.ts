// What is sent when settings are saved: everything that is no secret, and of the secrets only those somebody touched.
import type { Setting, SettingValue } from '../../../client/channel_types'

export type Values = Record<string, SettingValue>

// A secret comes as true or false; what may be typed begins empty.
export function values_to_edit(schema: readonly Setting[], settings: Values | null): Values {
  return Object.fromEntries(schema.map(({ name, secret, otherwise, kind }) => {
    const blank = kind === 'flag' ? false : kind === 'integer' ? null : ''
    return [name, secret ? null : (settings?.[name] ?? otherwise ?? blank)]
  }))
}

// null of a secret: kept as it is. Empty text: taken away.
export function values_to_save(schema: readonly Setting[], values: Values): Values {
  return Object.fromEntries(schema.flatMap(({ name, secret, kind }) => {
    const value = values[name] ?? null
    if (secret || kind === 'integer') return value === null ? [] : [[name, value]]
    return [[name, value]]
  }))
}

const kGroups = [['smtp_', 'smtp'], ['pace_', 'smtp'], ['bounce_', 'bounces'], ['imap_', 'bounces'], ['dkim_', 'dkim']] as const
export const kGroupNames = ['sender', 'smtp', 'bounces', 'dkim'] as const
export type GroupName = (typeof kGroupNames)[number]

export function group_of(name: string): GroupName {
  return kGroups.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'sender'
}
