// Where customers stood and where they stand now, as bands between two columns of places.
import { base_option, type ChartOption } from '../../charts/option'
import { format_count, format_rate } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { MovesModel, Way } from './model'

export function way_colour(way: Way, palette: Palette): string {
  return { stayed: palette.categorical[4], rose: palette.categorical[0], fell: palette.categorical[1], came: palette.categorical[2] }[way] ?? palette.ink_faint
}

interface MovesWords {
  place: (name: string) => string
  people: (count: string) => string
}

export function moves_option({ moves, before, now }: MovesModel, palette: Palette, { place, people }: MovesWords): ChartOption {
  const node = (side: 'before' | 'now') => (name: string) => ({
    name: `${side}:${name}`, depth: side === 'before' ? 0 : 1, itemStyle: { color: palette.ink_faint },
    label: { position: side === 'before' ? 'right' : 'left', formatter: place(name) },
  })
  return {
    ...base_option(palette),
    tooltip: {
      ...(base_option(palette)['tooltip'] as object), trigger: 'item',
      formatter: ({ dataIndex, dataType, value }: { dataIndex: number; dataType: string; value: number }) => {
        const move = dataType === 'edge' ? moves[dataIndex] : undefined
        return move ? `${place(move.from)} → ${place(move.to)}<br><b>${people(format_count(move.customers))}</b> (${format_rate(move.share)})` : people(format_count(value))
      },
    },
    series: [{
      type: 'sankey', left: 8, right: 8, top: 8, bottom: 8, nodeWidth: 14, nodeGap: 16, draggable: false, layoutIterations: 0, emphasis: { focus: 'adjacency' },
      label: { color: palette.ink, fontSize: 12, textBorderColor: palette.raised, textBorderWidth: 3 },
      data: [...before.map(node('before')), ...now.map(node('now'))],
      links: moves.map(({ from, to, customers, way }) => ({
        source: `before:${from}`, target: `now:${to}`, value: customers, lineStyle: { color: way_colour(way, palette), opacity: way === 'stayed' ? 0.28 : 0.5 },
      })),
    }],
  }
}
