// One chart in its box: drawn once, changed by options, resized with its box. The language is fixed at birth:
// Chart.tsx makes a new one for another language.
import { useEffect, useRef } from 'react'
import type { Language } from '../kit/format'
import { echarts } from './engine'
import type { ChartOption } from './option'

export interface EChartProps {
  option: ChartOption
  height: number
  language: Language
  label: string // for screen readers; the table beside the chart has the numbers
  on_click?: ((index: number, series: string, kind: string) => void) | undefined // kind: of a Sankey, "node" or "edge"
}

export default function EChart({ option, height, label, language, on_click }: EChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof echarts.init> | null>(null)
  const click = useRef(on_click)
  useEffect(() => {
    click.current = on_click
  })

  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const made = echarts.init(element, null, { renderer: 'svg', locale: language === 'ja' ? 'JA' : 'EN' })
    chart.current = made
    made.on('click', (event) => click.current?.(event.dataIndex, event.seriesId ?? event.seriesName ?? '', event.dataType ?? ''))
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [language])

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  return <div ref={box} role="img" aria-label={label} data-testid="chart" style={{ height, width: '100%' }} />
}
