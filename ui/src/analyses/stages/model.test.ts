import { describe, expect, test } from 'vitest'
import type { Result, Row } from '../../client/types'
import { beside, stages_model, strip_of } from './model'

function stage(values: Partial<Record<string, number | null>>): Row {
  return {
    stage: 1, customers: 0, ever_converted: 0, matured: 0, converted: 0, stage_conversion_rate: null, km_rate: null,
    days_median: null, ...values,
  } as Row
}

function result(rows: Row[]): Result {
  return {
    rows,
    part_counts: rows.map((row) => ({ within_window: Number(row['within_window'] ?? 0), gone: Number(row['gone'] ?? 0) })),
  } as unknown as Result
}

describe('stages', () => {
  const model = stages_model(
    result([
      stage({ stage: 1, customers: 1_000, ever_converted: 480, matured: 800, converted: 390, stage_conversion_rate: 0.4875, within_window: 130, gone: 390 }),
      stage({ stage: 2, customers: 480, ever_converted: 100, matured: 400, converted: 90, stage_conversion_rate: 0.225, within_window: 80, gone: 300 }),
      stage({ stage: 3, customers: 100, ever_converted: 0, matured: 60, converted: 0, stage_conversion_rate: 0, within_window: 40, gone: 60 }),
    ]),
  )

  test('heights are shares of the first stage', () => {
    expect(model.boxes.map((box) => box.share)).toEqual([1, 0.48, 0.1])
  })

  test('the weakest link is where most customers were lost, not where the rate is lowest', () => {
    expect(model.weakest?.stage).toBe(1) // 410 lost; stage 3 converts nobody but has 60 cases
    expect(model.links.filter((link) => link.weakest)).toHaveLength(1)
  })

  test('few cases carry their interval', () => {
    expect(model.links[0]?.interval).not.toBeNull()
    expect(stages_model(result([stage({ customers: 2_000, matured: 1_500, converted: 700 })])).links[0]?.interval).toBeNull()
  })

  test('the strip adds up to the box', () => {
    for (const box of model.boxes) {
      const pieces = strip_of(box)
      expect(pieces.reduce((sum, piece) => sum + piece.customers, 0)).toBe(box.customers)
    }
  })
})

test('a shop without anybody matured has no weakest link and no division by zero', () => {
  const model = stages_model(result([stage({ customers: 5, within_window: 5 })]))
  expect(model.weakest).toBeNull()
  expect(model.links[0]?.rate).toBeNull()
  expect(stages_model(result([])).boxes).toEqual([])
})

test('a missing column is a broken contract', () => {
  expect(() => stages_model(result([{ stage: 1 }]))).toThrow('customers')
})

test('beside another answer each stage knows the other one, also where there is none', () => {
  const first = stages_model(result([
    stage({ stage: 1, customers: 100, matured: 50, converted: 25, stage_conversion_rate: 0.5 }), stage({ stage: 2, customers: 40 }),
  ]))
  const second = stages_model(result([stage({ stage: 1, customers: 10, matured: 10, converted: 4, stage_conversion_rate: 0.4 })]))
  const both = beside(first, second)
  expect(both.boxes.map(({ other_customers }) => other_customers)).toEqual([10, 0])
  expect(both.links.map(({ other_rate }) => other_rate)).toEqual([0.4, null])
  expect(both.boxes.map(({ customers }) => customers)).toEqual([100, 40])
})
