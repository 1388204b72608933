import { describe, expect, test } from 'vitest'
import type { ImportField, Inspection } from '../../client/types'
import { all_columns, found, mapping_to_send, missing_fields, request_of, share_done, uploads_of, type PendingFile } from './model'

const fields: ImportField[] = [
  { name: 'order_number', title: '受注番号', required: true, description: '' },
  { name: 'ordered_at', title: '受注日時', required: true, description: '' },
  { name: 'email', title: 'メール', required: false, description: '' },
]

function inspection(values: Partial<Inspection>): Inspection {
  return {
    profile: null, candidates: [], mapping: {}, missing: [], currency: 'JPY', time_zone: 'Asia/Tokyo',
    files: [{ name: 'a.csv', role: 'orders', encoding: 'UTF-8', separator: ',', columns: ['No', 'Date', 'Mail'], sample: [] }],
    ...values,
  }
}

describe('mapping', () => {
  test('with a profile only what differs is told', () => {
    const known = inspection({ profile: 'base', mapping: { order_number: 'No', ordered_at: 'Date' } })
    expect(mapping_to_send(known, { order_number: 'No', ordered_at: 'Date' })).toBeUndefined()
    expect(mapping_to_send(known, { order_number: 'No', ordered_at: 'Mail' })).toEqual({ ordered_at: 'Mail' })
  })
  test('without a profile all of it is', () => {
    expect(mapping_to_send(inspection({}), { order_number: 'No', email: '' })).toEqual({ order_number: 'No' })
  })
  test('required fields without a column are named in order', () => {
    expect(missing_fields(inspection({}), { ordered_at: 'Date' }, fields).map(({ name }) => name)).toEqual(['order_number'])
    expect(missing_fields(inspection({ profile: 'base', missing: ['ordered_at'] }), {}, fields).map(({ name }) => name)).toEqual(['ordered_at'])
  })
})

function file(upload_id: string | null): PendingFile {
  return { key: 'k', name: 'a.csv', bytes: 1, sent: 1, error: null, upload: upload_id ? { upload_id, name: 'a.csv', bytes: 1 } : null }
}

test('nothing is asked before every file has arrived', () => {
  expect(uploads_of([])).toBeNull()
  expect(uploads_of([file('1'), file(null)])).toBeNull()
  expect(uploads_of([file('1'), file('2')])).toEqual(['1', '2'])
})

test('request, columns, progress', () => {
  expect(request_of(['1'], null, undefined, true)).toEqual({ uploads: ['1'], dry_run: true })
  expect(all_columns(inspection({}))).toEqual(['No', 'Date', 'Mail'])
  expect(found(inspection({ candidates: [{ profile: 'x', title: 'X', matched_columns: 3, missing: [] }] }))).toBe('unsure')
  expect(share_done({ bytes_done: 5, bytes_total: 0 })).toBeNull()
  expect(share_done({ bytes_done: 5, bytes_total: 10 })).toBe(0.5)
})
