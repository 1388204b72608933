import { expect, test } from 'vitest'
import type { Descriptor } from '../../client/types'
import { en } from '../../locales/en'
import { ja } from '../../locales/ja'
import { detail_words, export_words, object_of } from './audit_words'

const id = '456181275485536256'
const words = { names: { version: '版', state: '状態', caps: '上限', touches: '回数' }, values: { running: '動いています' }, yes: 'はい', no: 'いいえ' }
const entry = (action: string, object: string, detail: unknown = '') => ({ action, object, detail: typeof detail === 'string' ? detail : JSON.stringify(detail) })

test('what it was done to is a thing with its name, or words', () => {
  expect(object_of(entry('journey.publish', id, { name: 'F2へ' }))).toEqual({ kind: 'thing', resource: 'journey', id, name: 'F2へ', removed: false })
  expect(object_of(entry('journey.remove', id))).toMatchObject({ removed: true })
  expect(object_of(entry('note.remove', id, { note: id }))).toEqual({ kind: 'thing', resource: 'customer', id, name: '', removed: false })
  expect(object_of(entry('view.customer', id))).toMatchObject({ resource: 'customer' })
  expect(object_of(entry('delivery_rules.change', id))).toEqual({ kind: 'words', words: '' })
  expect(object_of(entry('session.password', 'a@tea.example'))).toEqual({ kind: 'words', words: 'a@tea.example' })
})

test('details are names with values, without bare ids and what stands beside', () => {
  expect(detail_words(entry('journey.publish', id, { name: 'F2へ', version: 1, state: 'running' }), words)).toBe('版: 1 · 状態: 動いています')
  expect(detail_words(entry('note.add', id, { note: id }), words)).toBe('')
  expect(detail_words(entry('delivery_rules.change', id, { caps: [{ touches: 3 }, { touches: 1, all: true }] }), words)).toBe('上限: 回数: 3 / 回数: 1, all: はい')
  expect(detail_words(entry('session.refused', 'a', '192.0.2.1: {'), words)).toBe('192.0.2.1: {')
  expect(detail_words(entry('session.refused', 'a', '{broken'), words)).toBe('{broken')
})

const stages = {
  name: 'stages', columns: [{ name: 'stage', title: 'ステージ', type: 'integer' }], parts: [{ value: 'gone', title: '離れた' }],
  parameters: [{ name: 'window_days', title: '転換を見る日数' }, { name: 'age', title: '数え方', choices: [{ value: '30_days', title: '30日ずつ' }] }],
} as unknown as Descriptor

test('an export says what was taken out, for which cell and as of when', () => {
  const shop = '/api/shops/456181275485536256/analyses'
  const of = (target: string) => export_words(target, [stages], { language: 'ja', text: ja })
  expect(of(`${shop}/stages/customers.csv?as_of=2026-11-21&window_days=90&cell.stage=2&part=gone&language=ja`)).toBe('お客さまの一覧 (CSV) · F2 · 離れた · 基準日: 2026/11/21(土) · 転換を見る日数: 90')
  expect(of(`${shop}/stages.xlsx?age=30_days`)).toBe('表 (Excel) · 数え方: 30日ずつ')
  expect(export_words(`${shop}/stages.csv`, [stages], { language: 'en', text: en })).toBe('Table (CSV)')
  expect(of(`${shop}/unknown.csv`)).toBeNull()
  expect(of('/api/session')).toBeNull()
})

test('a monthly report says its month and what it was narrowed to', () => {
  const target = '/api/shops/1/reports/2026-10.pdf?as_of=2026-10-15&source=%E7%B4%B9%E4%BB%8B&language=ja'
  expect(export_words(target, [], { language: 'ja', text: ja })).toBe('月次レポート (PDF) · 2026/10 · 基準日: 2026/10/15(木) · 媒体: 紹介')
  expect(export_words('/api/shops/1/journals/2026-10.csv?format=yayoi&by=day', [], { language: 'ja', text: ja })).toBe('仕訳 (弥生会計) · 2026/10')
  expect(export_words('/api/shops/1/reports/2026-10.xlsx', [], { language: 'en', text: en })).toBe('Monthly report (Excel) · Oct 2026')
})

test('the words of an export stand for its address; a number is grouped', () => {
  const exported = entry('export.analysis', 'stages', { target: '/api/shops/1/analyses/stages.csv', rows: 4900 })
  expect(detail_words(exported, { ...words, names: { rows: '行数' } }, () => '表 (CSV)')).toBe('表 (CSV) · 行数: 4,900')
  expect(detail_words(exported, { ...words, names: { rows: '行数' } }, () => null)).toBe('target: /api/shops/1/analyses/stages.csv · 行数: 4,900')
})
