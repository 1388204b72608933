// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { DataTable, type TableColumn } from './DataTable'

interface Line {
  name: string
  customers: number | null
}

const columns: TableColumn<Line>[] = [
  { name: 'name', title: '媒体', value: (row) => row.name },
  { name: 'customers', title: 'お客さま', unit: '人', numeric: true, value: (row) => row.customers },
]

function show(rows: Line[]) {
  render(<MantineProvider><DataTable label="試し" columns={columns} rows={rows} /></MantineProvider>)
}

function names(): (string | null | undefined)[] {
  return within(screen.getByRole('table')).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[0]?.textContent)
}

afterEach(cleanup)

test('numbers sort from large to small first, what is missing stays last', async () => {
  show([{ name: 'a', customers: 2 }, { name: 'b', customers: null }, { name: 'c', customers: 30 }])
  const user = userEvent.setup()
  const header = screen.getByRole('button', { name: 'お客さま' })
  await user.click(header)
  expect(names()).toEqual(['c', 'a', 'b'])
  expect(header.closest('th')?.getAttribute('aria-sort')).toBe('descending')
  await user.click(header)
  expect(names()).toEqual(['a', 'c', 'b'])
})

test('the unit stands in the header, the rows as they came', () => {
  show([{ name: 'b', customers: 1 }, { name: 'a', customers: 2 }])
  expect(screen.getByRole('columnheader', { name: /お客さま/ }).textContent).toContain('人')
  expect(names()).toEqual(['b', 'a'])
})

test('ten thousand rows leave the document small', () => {
  show(Array.from({ length: 10_000 }, (_, i) => ({ name: String(i), customers: i })))
  expect(screen.getByRole('table').querySelectorAll('tbody tr').length).toBeLessThan(200)
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001')
})
