// Rows with two names as a grid, and the shade of each cell in one hue. Pure.
import type { CellValue, Row } from '../../client/types'

export interface HeatGrid {
  across: CellValue[]
  lines: { name: CellValue; cells: (Row | null)[] }[]
}

export const kShades = 9

export function heat_grid(rows: readonly Row[], down: string, across: string, order?: readonly CellValue[]): HeatGrid {
  const columns = order ? [...order] : [...new Set(rows.map((row) => row[across] ?? null))]
  const place = new Map(columns.map((value, i) => [value, i]))
  const lines = new Map<CellValue, (Row | null)[]>()
  for (const row of rows) {
    const name = row[down] ?? null
    const cells = lines.get(name) ?? columns.map(() => null)
    cells[place.get(row[across] ?? null) ?? 0] = row
    lines.set(name, cells)
  }
  return { across: columns, lines: [...lines].map(([name, cells]) => ({ name, cells })) }
}

// Steps of one hue between nothing and the most. What is below zero takes the palest.
export function shade(value: number | null, most: number): number | null {
  if (value === null) return null
  if (most <= 0) return 0
  return Math.max(0, Math.min(kShades - 1, Math.round((value / most) * (kShades - 1))))
}
