// Intervals as whiskers over bars or points: a line from the low end to the high end with a short bar at each.
import type { Palette } from '../kit/tokens'

export interface Whisker {
  place: number // along the axis
  low: number
  high: number
}

interface Api {
  value: (dimension: number) => number
  coord: (point: [number, number]) => [number, number]
}

const kHalfWidth = { least: 2.5, most: 5 } // px
const kRoomForRim = 14 // px of a place: where there is less the rims would cover the bars

// `shift`: of the series among those that stand side by side, from -0.5 to 0.5 of the width of a place.
export function whiskers(name: string, data: readonly Whisker[], palette: Palette, shift = 0) {
  return {
    type: 'custom', name, silent: true, z: 4, tooltip: { show: false }, data: data.map(({ place, low, high }) => [place, low, high]), encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: Api & { size: (point: [number, number]) => [number, number] }) => {
      const [width] = api.size([1, 0])
      const [middle, top] = api.coord([api.value(0), api.value(2)])
      const [, bottom] = api.coord([api.value(0), api.value(1)])
      const x = middle + shift * width
      const half = Math.min(kHalfWidth.most, Math.max(kHalfWidth.least, width / 4))
      const ends = [[x, top, x, bottom], [x - half, top, x + half, top], [x - half, bottom, x + half, bottom]] as const
      const lines = (style: object) => ends.map(([x1, y1, x2, y2]) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style }))
      const rim = width < kRoomForRim ? [] : lines({ stroke: palette.raised, lineWidth: 3.4, opacity: 0.85 })
      return { type: 'group', children: [...rim, ...lines({ stroke: palette.ink, lineWidth: 1.2 })] }
    },
  }
}
