// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { useUndoKeys } from './useUndoKeys'

afterEach(cleanup)

function Steps({ name, log }: { name: string; log: string[] }) {
  useUndoKeys(() => log.push(`${name} undo`), () => log.push(`${name} redo`))
  return <input aria-label={name} />
}

test('what was opened last takes the keys, and gives them back', async () => {
  const log: string[] = []
  const page = <Steps key="page" name="page" log={log} />
  const { rerender } = render(<>{page}</>)
  await userEvent.keyboard('{Control>}z{/Control}')
  rerender(<>{page}<Steps key="window" name="window" log={log} /></>)
  await userEvent.keyboard('{Control>}z{/Control}{Control>}{Shift>}z{/Shift}{/Control}')
  rerender(<>{page}</>)
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(log).toEqual(['page undo', 'window undo', 'window redo', 'page undo'])
})

test('in a field the keys belong to the field', async () => {
  const log: string[] = []
  const { getByRole } = render(<Steps name="page" log={log} />)
  await userEvent.click(getByRole('textbox'))
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(log).toEqual([])
})
