import { expect, test, vi } from 'vitest'
import { LastSeen, SavedMeanwhile } from './last_seen'

const at = (minute: number) => ({ updated_at: `2026-11-22T01:${minute}:00Z` })

test('what nobody else has touched is written, again and again', async () => {
  const seen = new LastSeen(at(10))
  await seen.write(() => Promise.resolve(at(10)), () => Promise.resolve(at(11)))
  const second = await seen.write(() => Promise.resolve(at(11)), () => Promise.resolve({ ...at(12), name: 'x' }))
  expect(second.name).toBe('x')
})

test('what somebody else has saved is not written over, until a person says so', async () => {
  const seen = new LastSeen(at(10))
  const write = vi.fn<() => Promise<{ updated_at: string }>>().mockResolvedValue(at(33))
  const refused = await seen.write(() => Promise.resolve(at(32)), write).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(SavedMeanwhile)
  expect((refused as SavedMeanwhile).at).toBe(at(32).updated_at)
  expect(write).not.toHaveBeenCalled()
  seen.accept(at(32))
  await seen.write(() => Promise.resolve(at(32)), write)
  expect(write).toHaveBeenCalledOnce()
})

test('a write that fails leaves what was seen as it was', async () => {
  const seen = new LastSeen(at(10))
  await expect(seen.write(() => Promise.resolve(at(10)), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await seen.write(() => Promise.resolve(at(10)), () => Promise.resolve(at(11)))
})
