import { describe, expect, test } from 'vitest'
import type { ImportField, Inspection } from '../../client/types'
import {
  all_columns, found, is_wanting, likely_profile, mapping_to_send, missing_fields, missing_titles, quarantine_files, request_of, share_done, told_figures, uploads_of, type PendingFile,
} from './model'

const files_of = { '[items]': '明細のファイル' }

const fields: ImportField[] = [
  { name: 'order_number', title: '注文番号', required: true, one_of: [], description: '' },
  { name: 'ordered_at', title: '注文日時', required: true, one_of: [], description: '' },
  { name: 'unit_price', title: '単価', required: false, one_of: ['unit_price', 'total'], description: '' },
  { name: 'total', title: '合計', required: false, one_of: ['unit_price', 'total'], description: '' },
  { name: 'email', title: 'メール', required: false, one_of: [], description: '' },
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
    expect(missing_fields(inspection({}), { ordered_at: 'Date', total: 'Sum' }, fields, files_of)).toEqual([['注文番号']])
    expect(missing_fields(inspection({ profile: 'base', missing: ['ordered_at', 'unit_price / total'] }), {}, fields, files_of)).toEqual([['注文日時'], ['単価', '合計']])
  })
  test('of fields of which one is enough, one column ends the asking', () => {
    const told = { order_number: 'No', ordered_at: 'Date' }
    expect(missing_fields(inspection({}), told, fields, files_of)).toEqual([['単価', '合計']])
    expect(missing_fields(inspection({}), { ...told, total: 'Sum' }, fields, files_of)).toEqual([])
    const wanting = (mapping: Record<string, string>) => fields.filter((field) => is_wanting(field, inspection({}), mapping)).map(({ name }) => name)
    expect(wanting(told)).toEqual(['unit_price', 'total'])
    expect(wanting({ ...told, unit_price: 'Price', total: '' })).toEqual([])
  })
  test('a profile asks for what it misses, once, by title', () => {
    const known = inspection({ profile: 'yahoo', missing: ['unit_price / total', '[items]', 'unit_price / total'] })
    expect(missing_titles(known.missing, fields, files_of)).toEqual([['単価', '合計'], ['明細のファイル']])
    expect(fields.filter((field) => is_wanting(field, known, {})).map(({ name }) => name)).toEqual(['unit_price', 'total'])
  })
})

function file(upload_id: string | null): PendingFile {
  return { key: 'k', name: 'a.csv', bytes: 1, sent: 1, error: null, upload: upload_id ? { upload_id, name: 'a.csv', bytes: 1 } : null }
}

describe('several files', () => {
  const none = { orders: null, lines: null, credits: null, sales: null, customers: null, products: null }
  const orders = { ...none, name: 'orders.csv', role: 'orders', rows_read: 3, orders: 2, rows_quarantined: 0 }
  const items = { ...none, name: 'items.csv', role: 'items', rows_read: 4, lines: 0, credits: 0, sales: 0, rows_quarantined: 4 }
  test('a figure that one of them can tell is shown, also when it is 0', () => {
    expect(told_figures([orders, items])).toEqual(['rows_read', 'orders', 'lines', 'credits', 'sales', 'rows_quarantined'])
    expect(told_figures([orders])).toEqual(['rows_read', 'orders', 'rows_quarantined'])
  })
  test('rows to mend come down from the files that have them', () => {
    expect(quarantine_files({ files: ['orders.csv', 'items.csv'], file_counts: [orders, items] })).toEqual([{ name: 'items.csv', number: 2 }])
    expect(quarantine_files({ files: ['old.csv'], file_counts: [] })).toEqual([{ name: 'old.csv', number: undefined }])
  })
})

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

function candidate(matched_columns: number, missing: string[]) {
  return { profile: 'tsuzuku', title: '続く', matched_columns, missing }
}

test('a file with one wrong column is taken for the closest profile, a foreign one for none', () => {
  expect(likely_profile(inspection({ candidates: [candidate(6, ['unit_price'])] }))).toBe('tsuzuku')
  expect(likely_profile(inspection({ candidates: [candidate(2, ['unit_price'])] }))).toBeNull()
  expect(likely_profile(inspection({ candidates: [candidate(4, ['a', 'b', 'c', 'd'])] }))).toBeNull()
  expect(likely_profile(inspection({ candidates: [] }))).toBeNull()
  expect(likely_profile(inspection({ profile: 'base', candidates: [candidate(9, [])] }))).toBeNull()
})
