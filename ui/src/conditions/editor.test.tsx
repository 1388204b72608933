// @vitest-environment happy-dom
// The editor as a person uses it, with a server that answers when the test says so.
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PlaceContext, type Place } from '../client/session'
import type { ConditionForm } from '../client/segment_types'
import { ConditionBuilder } from './ConditionBuilder'
import { ConditionEditor } from './ConditionEditor'
import { ConditionSteps } from './ConditionSteps'
import { CountPanel } from './CountPanel'
import { kBook, kFields } from './fields_for_tests'
import { useCondition, type ConditionStart } from './useCondition'

interface Asked {
  body: { condition?: string; form?: ConditionForm }
  answer: (status: number, body: unknown) => void
}

const fields = { groups: [{ name: 'purchases', title: '購入' }], fields: kFields }
const place: Place = {
  shop: { id: '1', name: '茶園', currency: 'JPY', currency_decimals: 0, time_zone: 'Asia/Tokyo', merge_same_day: true },
  session: { staff: { id: '1', name: '青山', email: '', role: 'owner', language: 'ja' }, permissions: ['view', 'manage'], shops: [], csrf_token: '' },
}
let asked: Asked[] = []

// happy-dom has no fonts; the field that grows with its text asks them.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', (url: string, { body, signal }: RequestInit) => {
    if (!url.includes('/segments/count')) return Promise.resolve(new Response(JSON.stringify(fields)))
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      asked.push({
        body: JSON.parse(String(body)) as Asked['body'],
        answer: (status, told) => resolve(new Response(JSON.stringify(told), { status })),
      })
    })
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function Whole({ start }: { start: ConditionStart }) {
  const state = useCondition('1', kBook, start)
  return (
    <>
      <ConditionSteps state={state} />
      <ConditionEditor fields={fields} book={kBook} state={state} />
      <CountPanel state={state} />
    </>
  )
}

function show_in_shop(content: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}><PlaceContext value={place}>{content}</PlaceContext></QueryClientProvider>
    </MantineProvider>,
  )
}

function show(start: ConditionStart) {
  show_in_shop(<Whole start={start} />)
}

const said = (customers: number, condition: string, form: ConditionForm) => ({
  customers, of: 1_000, share: customers / 1_000, as_of: '2026-11-22', condition, form, sentence: `${condition} の方`, unknown_names: [],
})
const refused = (position: string) => ({ error: { kind: 'usage', key: 'segment.out_of_bounds', message: '範囲の外です。', arguments: { position } } })
const stage = (value: number): ConditionForm => ({ and: [{ field: 'stage', op: '=', value }] })

async function next_question(count: number): Promise<Asked> {
  await waitFor(() => expect(asked).toHaveLength(count))
  const last = asked[count - 1]
  if (!last) throw new Error('nothing was asked')
  return last
}

async function answered(question: Asked, status: number, body: unknown) {
  await act(async () => {
    question.answer(status, body)
    await Promise.resolve()
  })
}

test('the form is asked, its answer is the text', async () => {
  show({ form: stage(2) })
  const first = await next_question(1)
  expect(first.body).toEqual({ form: stage(2) })
  await answered(first, 200, said(120, 'stage = 2', stage(2)))
  expect(await screen.findByText('120')).toBeTruthy()
  expect((screen.getByRole('textbox', { name: '文字の条件' }) as HTMLTextAreaElement).value).toBe('stage = 2')
})

test('the latest question wins, however late an older answer comes', async () => {
  show({ form: stage(2) })
  const first = await next_question(1)
  const value = screen.getByRole('textbox', { name: '値' })
  await userEvent.clear(value)
  await userEvent.type(value, '３')
  const second = await next_question(2)
  expect(second.body).toEqual({ form: stage(3) })
  await answered(second, 200, said(30, 'stage = 3', stage(3)))
  await answered(first, 200, said(120, 'stage = 2', stage(2)))
  expect(await screen.findByText('30')).toBeTruthy()
  expect(screen.queryByText('120')).toBeNull()
})

test('text becomes the form; while it is wrong the form waits and the place is shown', async () => {
  show({ text: 'stage = 2' })
  await answered(await next_question(1), 200, said(120, 'stage = 2', stage(2)))
  expect(((await screen.findByRole('textbox', { name: '値' })) as HTMLInputElement).value).toBe('2')
  const text = screen.getByRole('textbox', { name: '文字の条件' })
  await userEvent.type(text, ' x')
  await answered(await next_question(2), 400, refused('11'))
  const alert = await screen.findByRole('alert')
  expect(within(alert).getByText('x').tagName).toBe('MARK')
  expect(within(alert).getByText('範囲の外です。')).toBeTruthy()
  expect(screen.getByText('文字のほうを直すと、ここも変わります。')).toBeTruthy()
})

test('an error of the form stands at the question it is about', async () => {
  show({ form: { and: [{ field: 'has_mail' }, { field: 'stage', op: '=', value: 99_999 }] } })
  await answered(await next_question(1), 400, refused('and[1].value'))
  const alert = await screen.findByRole('alert')
  const items = screen.getAllByRole('listitem')
  expect(items[0]?.contains(alert)).toBe(false)
  expect(items[1]?.contains(alert)).toBe(true)
})

test('what is not filled in is not asked', async () => {
  show({ form: stage(2) })
  await answered(await next_question(1), 200, said(120, 'stage = 2', stage(2)))
  await userEvent.click(screen.getByRole('button', { name: '＋ 条件を足す' }))
  expect(await screen.findByText('空いているところを埋めると、人数が出ます。')).toBeTruthy()
  await act(() => new Promise((resolve) => setTimeout(resolve, 300)))
  expect(asked).toHaveLength(1)
})

test('what was taken away comes back, a typed value in one step', async () => {
  show({ form: stage(2) })
  await answered(await next_question(1), 200, said(120, 'stage = 2', stage(2)))
  const value = screen.getByRole('textbox', { name: '値' }) as HTMLInputElement
  await userEvent.type(value, '345')
  expect(value.value).toBe('2345')
  await userEvent.click(screen.getByRole('button', { name: '購入回数（F）を消す' }))
  expect(screen.queryByRole('listitem')).toBeNull()
  const undo = screen.getByRole('button', { name: 'ひとつ前に戻す' })
  await userEvent.click(undo)
  expect((screen.getByRole('textbox', { name: '値' }) as HTMLInputElement).value).toBe('2345')
  await userEvent.click(undo)
  expect((screen.getByRole('textbox', { name: '値' }) as HTMLInputElement).value).toBe('2')
  expect((undo as HTMLButtonElement).disabled).toBe(true)
})

test('a condition kept elsewhere is built in a window and taken once it is sound', async () => {
  const taken: string[] = []
  show_in_shop(<ConditionBuilder value="stage = 2" on_change={(condition) => taken.push(condition)} />)
  await userEvent.click(screen.getByRole('button', { name: 'フォームで作る' }))
  await answered(await next_question(1), 200, said(120, 'stage = 2', stage(2)))
  await userEvent.type(await screen.findByRole('textbox', { name: '値' }), '0')
  const take = screen.getByRole('button', { name: 'この条件にする' })
  expect((take as HTMLButtonElement).disabled).toBe(true)
  const second = await next_question(2)
  expect(second.body).toEqual({ form: stage(20) })
  await answered(second, 200, said(1, 'stage = 20', stage(20)))
  await userEvent.click(take)
  expect(taken).toEqual(['stage = 20'])
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
