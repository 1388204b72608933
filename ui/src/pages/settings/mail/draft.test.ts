import { expect, test } from 'vitest'
import type { Setting } from '../../../client/channel_types'
import { group_of, values_to_edit, values_to_save } from './draft'

const setting = (name: string, kind: Setting['kind'], more: Partial<Setting> = {}): Setting => ({ name, title: name, help: '', kind, required: false, secret: false, ...more })
const schema = [setting('from_name', 'text'), setting('smtp_port', 'integer', { otherwise: 587 }), setting('track_opens', 'flag', { otherwise: true }), setting('smtp_password', 'text', { secret: true })]

test('a secret that nobody touched is not sent', () => {
  const values = values_to_edit(schema, { from_name: '店', smtp_port: 465, track_opens: false, smtp_password: true })
  expect(values).toEqual({ from_name: '店', smtp_port: 465, track_opens: false, smtp_password: null })
  expect(values_to_save(schema, values)).toEqual({ from_name: '店', smtp_port: 465, track_opens: false })
})

test('one that was typed is, and one that was emptied goes', () => {
  const values = values_to_edit(schema, null)
  expect(values_to_save(schema, { ...values, smtp_password: 'x' })['smtp_password']).toBe('x')
  expect(values_to_save(schema, { ...values, smtp_password: '' })['smtp_password']).toBe('')
})

test('what was never set begins with its default', () => {
  expect(values_to_edit(schema, null)).toMatchObject({ from_name: '', smtp_port: 587, track_opens: true })
})

test('settings stand with their kind', () => {
  expect(['from_name', 'smtp_host', 'imap_folder', 'bounce_address', 'dkim_key', 'public_address'].map(group_of)).toEqual(['sender', 'smtp', 'bounces', 'bounces', 'dkim', 'sender'])
})
