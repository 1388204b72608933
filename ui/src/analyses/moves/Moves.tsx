// Who stayed, rose, fell and came between two days: bands between the places, and the same as a matrix.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { format_count, format_day, format_rate } from '../../kit/format'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { HeatTable } from '../common/HeatTable'
import { code_titles } from '../common/ResultTable'
import { number_of, text_of } from '../common/result'
import { moves_model, type Way } from './model'
import styles from './Moves.module.css'
import { moves_option, way_colour } from './option'

const kWays: readonly Way[] = ['stayed', 'rose', 'fell', 'came']
const kMarks: Record<Way, string> = { stayed: '＝', rose: '▲', fell: '▼', came: '＋' }

export function Moves({ descriptor, result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const model = useMemo(() => moves_model(descriptor, result), [descriptor, result])
  const titles = useMemo(() => code_titles(descriptor, 'from'), [descriptor])
  const place = useMemo(() => (name: string) => titles?.get(name) ?? name, [titles])
  const option = useMemo(() => moves_option(model, palette, { place, people: text.who.count }), [model, palette, place, text])
  const days = text.moves.between(format_day(text_of(result.parameters, 'compare_day'), language), format_day(result.as_of, language))
  return (
    <>
      <Card title={text.moves.title} note={days}>
        <FigureRow figures={kWays.map((way) => ({
          name: way,
          title: `${kMarks[way]} ${text.moves[way]}`,
          value: <span className={styles.figure}><span className={styles.key} style={{ background: way_colour(way, palette) }} aria-hidden="true" />{text.who.count(format_count(model.totals[way]))}</span>,
          note: way === 'came' || model.known_before === 0 ? undefined : text.moves.of_before(format_rate(model.totals[way] / model.known_before)),
        }))} />
        <Chart
          option={option} height={Math.max(320, 42 * Math.max(model.before.length, model.now.length))} label={text.moves.title}
          on_click={(index, _, kind) => {
            const move = kind === 'edge' ? model.moves[index] : undefined
            if (move) open_cell({ values: { from: move.from, to: move.to } })
          }}
        />
      </Card>
      <Card title={text.moves.matrix} note={text.moves.matrix_note}>
        <HeatTable
          rows={result.rows} down="from" across="to" across_order={model.now} label={text.moves.matrix} corner={text.moves.corner}
          down_text={(name) => place(String(name))} across_text={(name) => place(String(name))} value={(row) => number_of(row, 'share')}
          value_text={(row) => `${(number_of(row, 'share') * 100).toFixed(1)}`} hint={(row) => text.who.count(format_count(number_of(row, 'customers')))}
          on_open={(row) => open_cell({ values: { from: text_of(row, 'from'), to: text_of(row, 'to') } })}
        />
      </Card>
    </>
  )
}
