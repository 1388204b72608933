// Text must be readable on what it stands on: WCAG contrast of at least 4.5 in both schemes.
import { describe, expect, test } from 'vitest'
import { dark, light, type Palette, type TokenName } from './tokens'

function luminance(colour: string): number {
  const full = colour.length === 4 ? `#${colour.slice(1).replaceAll(/./g, (digit) => digit + digit)}` : colour
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const texts: TokenName[] = ['ink', 'ink_soft', 'ink_faint', 'primary_ink', 'good', 'warn', 'bad']
const grounds: TokenName[] = ['paper', 'raised']
const tinted: [TokenName, TokenName][] = [['good', 'good_soft'], ['warn', 'warn_soft'], ['bad', 'bad_soft'], ['primary_ink', 'primary_soft'], ['ink_soft', 'sunken'], ['ink_soft', 'primary_soft']]

describe.each([['light', light], ['dark', dark]] as [string, Palette][])('%s', (_name, palette) => {
  test('text on paper and raised surfaces', () => {
    for (const text of texts) for (const ground of grounds) expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })
  test('text on tinted surfaces', () => {
    for (const [text, ground] of tinted) expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })
  test('numbers on every category', () => {
    palette.categorical.forEach((colour, i) => expect(contrast(palette.categorical_ink[i] ?? '', colour), `category ${i}`).toBeGreaterThanOrEqual(4.5))
  })
  test('numbers on every step of the ramp', () => {
    palette.sequential.forEach((step, i) => expect(contrast(palette.sequential_ink[i] ?? '', step), `step ${i}`).toBeGreaterThanOrEqual(4.5))
  })
})
