// First, second and third purchase by product, as bands between three columns; who has not gone on yet leaves at the side.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { base_option, type ChartOption } from '../../charts/option'
import { Card } from '../../kit/Card'
import { format_count, format_decimal, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords, type Texts } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { name_of, useProductNames } from '../common/names'
import { code_titles } from '../common/ResultTable'
import { flow_model, kNone, node_key, sizes_of, strongest, type FlowModel } from './model'

const kWays = 8
const kLabelWidth = 150
const kNarrowLabel = 96
const kNamedShare = 0.04 // of the largest place: where there is little room, smaller ones bear no name
const kGap = 17 // px: names of small products do not touch
const kLast = 3

function option_of({ bands, nodes }: FlowModel, palette: Palette, text: Texts, named: (product: string) => string, narrow: boolean): ChartOption {
  const sizes = sizes_of(bands)
  const largest = Math.max(0, ...sizes.values())
  const has_name = (key: string) => !narrow || (sizes.get(key) ?? 0) >= largest * kNamedShare
  const products = [...new Set(nodes.map(({ product }) => product))]
  const colour = (product: string) => (product.startsWith('_') ? palette.line : (palette.categorical[products.indexOf(product) % palette.categorical.length] ?? palette.primary))
  return {
    ...base_option(palette),
    tooltip: {
      ...(base_option(palette)['tooltip'] as object), trigger: 'item',
      formatter: ({ dataIndex, dataType, value }: { dataIndex: number; dataType: string; value: number }) => {
        const band = dataType === 'edge' ? bands[dataIndex] : undefined
        if (!band) return text.who.count(format_count(value))
        const share = band.share === null ? kMissing : format_rate(band.share)
        return `${named(band.from)} → ${named(band.to)}<br><b>${text.who.count(format_count(band.customers))}</b> (${share})${band.days === null ? '' : `<br>${text.stages.median(format_decimal(band.days, 0))}`}`
      },
    },
    series: [{
      type: 'sankey', left: 8, right: 12, top: 8, bottom: 8, nodeWidth: 12, nodeGap: kGap, draggable: false, emphasis: { focus: 'adjacency' },
      label: { color: palette.ink, fontSize: 12, width: narrow ? kNarrowLabel : kLabelWidth, overflow: 'truncate', textBorderColor: palette.raised, textBorderWidth: 3 },
      data: nodes.map(({ purchase, product }) => ({
        name: node_key(purchase, product), depth: purchase - 1, itemStyle: { color: colour(product) }, label: { show: has_name(node_key(purchase, product)), formatter: named(product), position: purchase === kLast ? 'left' : 'right' },
      })),
      links: bands.map(({ purchase, from, to, customers }) => ({
        source: node_key(purchase, from), target: node_key(purchase + 1, to), value: customers,
        lineStyle: { color: to === kNone ? palette.line : colour(from), opacity: to === kNone ? 0.35 : 0.4 },
      })),
    }],
  }
}

export function ProductFlow({ descriptor, result, open_cell }: DrawingProps) {
  const { text } = useWords()
  const palette = usePalette()
  const names = useProductNames()
  const narrow = useNarrow()
  const model = useMemo(() => flow_model(result), [result])
  const titles = useMemo(() => code_titles(descriptor, 'to_product'), [descriptor])
  const named = useMemo(
    () => (product: string) => name_of(names, 'product', product, result.parameters) ?? titles?.get(product) ?? text.flow.codes[product] ?? product,
    [names, titles, result, text],
  )
  const option = useMemo(() => option_of(model, palette, text, named, narrow), [model, palette, text, named, narrow])
  const open = (index: number) => {
    const band = model.bands[index]
    if (band) open_cell({ values: { from_purchase: String(band.purchase), from_product: band.from, to_product: band.to } })
  }
  const ways = strongest(model.bands, kWays)
  return (
    <>
      <Card title={text.flow.title} note={text.flow.note}>
        <Chart option={option} height={600} label={text.flow.title} on_click={(index, _, kind) => { if (kind === 'edge') open(index) }} />
      </Card>
      <Card title={text.flow.strongest}>
        <BarList
          label={text.flow.strongest} open_label={text.who.open} on_open={(index) => open(Number(index))}
          bars={ways.map((band) => ({
            name: String(model.bands.indexOf(band)), title: `${named(band.from)} → ${named(band.to)}`, value: band.customers, text: text.who.count(format_count(band.customers)),
            note: [text.flow.way(band.purchase), band.share === null ? null : format_rate(band.share), band.days === null ? null : text.stages.median(format_decimal(band.days, 0))].filter((part) => part !== null).join(' · '),
          }))}
        />
      </Card>
    </>
  )
}
