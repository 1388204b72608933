// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { useWalkKeys } from './useWalkKeys'

afterEach(cleanup)

function List({ on_open }: { on_open: (name: string) => void }) {
  const list = useWalkKeys<HTMLUListElement>({ stops: 'button' })
  return (
    <ul ref={list}>
      {['a', 'b'].map((name) => <li key={name}><button type="button" onClick={() => on_open(name)}>{name}</button></li>)}
    </ul>
  )
}

test('j and k walk and stay within the list, o opens where the focus is', async () => {
  const opened = vi.fn<(name: string) => void>()
  render(<List on_open={opened} />)
  const user = userEvent.setup()
  await user.keyboard('o')
  expect(opened).not.toHaveBeenCalled()
  await user.keyboard('j')
  expect(document.activeElement).toBe(screen.getByText('a'))
  await user.keyboard('jj')
  expect(document.activeElement).toBe(screen.getByText('b'))
  await user.keyboard('o')
  expect(opened).toHaveBeenLastCalledWith('b')
  await user.keyboard('kk')
  expect(document.activeElement).toBe(screen.getByText('a'))
})
