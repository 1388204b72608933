// The two charts of retention: rates by round, and what became of those who stand there.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { unfinished_decal, value_axis } from '../../charts/value_axis'
import { whiskers } from '../../charts/whiskers'
import { format_count, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { ValueStyle } from '../common/result'
import { kStates, type RetentionGroup, type Round } from './model'

const kSymbols = ['circle', 'diamond', 'rect', 'triangle', 'roundRect', 'pin']

function rate_axis(palette: Palette, style: ValueStyle) {
  return { ...value_axis('rate', palette, style), min: 0, max: 1 }
}

function round_axis(rounds: readonly Round[], palette: Palette, { text }: ValueStyle) {
  return { type: 'category', data: rounds.map(({ round }) => round), ...axis_style(palette), splitLine: { show: false }, name: text.retention.round_axis, nameLocation: 'middle', nameGap: 30 }
}

const kRateTip = { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_rate(value)) }

export function rates_option({ rounds }: RetentionGroup, palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), data: [text.retention.retention, text.retention.surviving, text.retention.km] },
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    xAxis: round_axis(rounds, palette, style),
    yAxis: rate_axis(palette, style),
    series: [
      {
        id: 'retention', name: text.retention.retention, type: 'bar', barMaxWidth: 40, color: palette.sequential[4], tooltip: kRateTip,
        data: rounds.map(({ retention, young }) => ({ value: retention.rate, itemStyle: { borderRadius: [3, 3, 0, 0], ...(young ? { decal: unfinished_decal(palette) } : {}) } })),
      },
      { id: 'surviving', name: text.retention.surviving, type: 'line', color: palette.categorical[1], symbol: 'diamond', symbolSize: 8, lineStyle: { width: 2.4 }, data: rounds.map(({ surviving }) => surviving), tooltip: kRateTip },
      { id: 'km', name: text.retention.km, type: 'line', color: palette.ink_faint, showSymbol: false, lineStyle: { width: 1.8, type: 'dashed' }, data: rounds.map(({ km }) => km), tooltip: kRateTip },
      whiskers('', rounds.flatMap(({ retention }, place) => (retention.interval ? [{ place, ...retention.interval }] : [])), palette),
    ],
  }
}

export function groups_option(groups: readonly RetentionGroup[], named: (name: string) => string, measure: 'retention' | 'surviving', palette: Palette, style: ValueStyle): ChartOption {
  const longest = groups.reduce<readonly Round[]>((most, { rounds }) => (rounds.length > most.length ? rounds : most), [])
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), type: 'scroll' },
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    xAxis: round_axis(longest, palette, style),
    yAxis: rate_axis(palette, style),
    series: groups.map(({ name, rounds }, i) => ({
      id: name, name: named(name), type: 'line', color: palette.categorical[i % palette.categorical.length], symbol: kSymbols[i % kSymbols.length], symbolSize: 7, lineStyle: { width: 2.2 },
      data: rounds.map(({ retention, surviving }) => (measure === 'retention' ? retention.rate : surviving)), tooltip: kRateTip,
    })),
  }
}

// Where those who had a round are now: gone on to a later one, or what stopped them.
export function states_option({ rounds }: RetentionGroup, palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  const colours: Record<string, string | undefined> = {
    went_on: palette.sequential[3], active: palette.categorical[0], skipped: palette.categorical[4], paused: palette.categorical[5], cancelled: palette.categorical[3], undelivered: palette.categorical[1],
  }
  const parts = [{ name: 'went_on' as const, of: (round: Round) => round.went_on }, ...kStates.map((name) => ({ name, of: (round: Round) => round.states[name] }))]
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), type: 'scroll' },
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    xAxis: round_axis(rounds, palette, style),
    yAxis: value_axis('integer', palette, style),
    series: parts.map(({ name, of }) => ({
      id: name, name: text.retention[name], type: 'bar', stack: 'round', barMaxWidth: 40, color: colours[name], itemStyle: { borderColor: palette.raised, borderWidth: 0.6 },
      data: rounds.map(of), tooltip: { valueFormatter: (value: number) => format_count(value) },
    })),
  }
}
