// RFM as a map: recent to the right, often at the top; one small map for each level of money chooses the large one.
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Card } from '../../kit/Card'
import { format_count, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import { cell_at, kLevels, kRfmMeasures, map_customers, rfm_model, rfm_value, shade_of, top_value, type RfmMap, type RfmMeasure } from './model'
import styles from './Rfm.module.css'

const kSteps = 9
const descending = [...kLevels].toReversed()

function shade(value: number | null, top: number) {
  const step = shade_of(value, top, kSteps)
  return { background: value === null ? undefined : `var(--step-${step})`, color: value === null ? undefined : `var(--step-${step}-ink)` }
}

interface MiniMapProps {
  map: RfmMap
  measure: RfmMeasure
  total: number
  top: number
  title: string
  chosen: boolean
  on_choose: () => void
}

function MiniMap({ map, measure, total, top, title, chosen, on_choose }: MiniMapProps) {
  const { text } = useWords()
  return (
    <button type="button" className={styles.mini} aria-pressed={chosen} onClick={on_choose}>
      <span className={styles.mini_grid} aria-hidden="true">
        {descending.flatMap((f) => kLevels.map((r) => (
          <i key={`${r}${f}`} style={shade(rfm_value(cell_at(map, r, f), measure, total), top)} />
        )))}
      </span>
      <span className={styles.mini_title}>{title}</span>
      <span className={styles.mini_count}>{format_count(map_customers(map))}{text.stages.count_unit}</span>
    </button>
  )
}

export function Rfm({ result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const model = useMemo(() => rfm_model(result), [result])
  const [measure, set_measure] = useState<RfmMeasure>('people')
  const m = Number(search['focus'] ?? 0)
  const map = model.by_m[m - 1] ?? model.all
  const total = model.total.customers
  const top = top_value(map, measure, total)
  const currency = currency_of(result)

  const written = (value: number | null): string => {
    if (value === null) return ''
    if (measure === 'people') return format_count(value)
    return measure === 'share' ? format_rate(value) : format_money_short(Math.round(value), currency, language)
  }
  const mini_top = Math.max(...model.by_m.map((one) => top_value(one, measure, total)))
  return (
    <Card
      title={text.rfm.title}
      tools={
        <SegmentedControl
          size="xs" aria-label={text.rfm.measure} value={measure} onChange={(value) => set_measure(value as RfmMeasure)}
          data={kRfmMeasures.map((value) => ({ value, label: text.rfm[value] }))}
        />
      }
    >
      <div className={styles.layout}>
        <section className={styles.map_scroll} tabIndex={0} aria-label={text.rfm.title}>
          <table className={styles.map}>
            <thead>
              <tr>
                <th scope="col" className={styles.axis_corner}>{text.rfm.often}</th>
                {kLevels.map((r) => <th key={r} scope="col">{text.rfm.level('R', r)}</th>)}
              </tr>
            </thead>
            <tbody>
              {descending.map((f) => (
                <tr key={f}>
                  <th scope="row">{text.rfm.level('F', f)}</th>
                  {kLevels.map((r) => {
                    const cell = cell_at(map, r, f)
                    const value = rfm_value(cell, measure, total)
                    const label = `${text.rfm.cell(r, f)} ${text.who.count(format_count(cell.customers))}`
                    return (
                      <td key={r} data-best={(r === 5 && f === 5) || undefined}>
                        <button
                          type="button" className={styles.cell} style={shade(value, top)} disabled={value === null}
                          title={`${label} · ${value === null ? kMissing : format_money(cell.sales, currency)}`} aria-label={text.who.open(label)}
                          onClick={() => open_cell({ values: { r: String(r), f: String(f), ...(m > 0 ? { m: String(m) } : {}) } })}
                        >
                          <strong>{written(value)}</strong>
                          {measure !== 'share' && value !== null && total > 0 ? <small>{format_rate(cell.customers / total)}</small> : null}
                        </button>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.axis}>{text.rfm.recent}</p>
        </section>
        <fieldset className={styles.minis}>
          <legend>{text.rfm.maps}</legend>
          <MiniMap map={model.all} measure={measure} total={total} top={top_value(model.all, measure, total)} title={text.rfm.all_m} chosen={m === 0} on_choose={() => on_change({ focus: null })} />
          {descending.map((level) => (
            <MiniMap
              key={level} map={model.by_m[level - 1] ?? model.all} measure={measure} total={total} top={mini_top} title={text.rfm.level('M', level)}
              chosen={m === level} on_choose={() => on_change({ focus: String(level) })}
            />
          ))}
        </fieldset>
      </div>
    </Card>
  )
}
