// 継続マトリクス: every month of first purchases and what became of it.
import { SegmentedControl } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Card } from '../../kit/Card'
import { format_count, format_month } from '../../kit/format'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import styles from './Cohorts.module.css'
import { Curve } from './Curve'
import { Matrix } from './Matrix'
import { cohort_matrix, kMeasures, mean_row, type Measure } from './model'
import { age_kind_of, type CohortWords } from './words'

function measure_of(text: string | undefined): Measure {
  return kMeasures.find((measure) => measure === text) ?? 'rate'
}

export function Cohorts({ result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const measure = measure_of(search['focus'])
  const [touched, set_touched] = useState<string | null>(null)
  const matrix = useMemo(() => cohort_matrix(result), [result])
  const mean = useMemo(() => mean_row(matrix, measure), [matrix, measure])
  const words = useMemo<CohortWords>(
    () => ({ measure, age_kind: age_kind_of(result), currency: currency_of(result), language, text }),
    [measure, result, language, text],
  )
  const open = useRef(open_cell)
  useEffect(() => {
    open.current = open_cell
  })
  const on_open = useCallback((cohort: string, age: number) => open.current({ values: { cohort, age: String(age) } }), [])
  const row = matrix.rows.find(({ cohort }) => cohort === touched)

  return (
    <Card
      title={text.cohorts.title}
      tools={
        <SegmentedControl
          size="xs" aria-label={text.cohorts.measure} value={measure}
          data={kMeasures.map((value) => ({ value, label: text.cohorts[value] }))}
          onChange={(value) => on_change({ focus: value === 'rate' ? null : value })}
        />
      }
    >
      <div className={styles.curve_head}>
        <span className={styles.curve_title} data-drawn={row !== undefined || undefined}>
          {row ? `${text.cohorts.curve_label(format_month(row.cohort, language))} · ${text.who.count(format_count(row.customers))}` : text.cohorts.curve_idle}
        </span>
        <span className={styles.legend}>
          <span><i className={styles.key_mean} />{text.cohorts.mean}</span>
          <span><i className={styles.key_unfinished} />{text.cohorts.unfinished}</span>
          <span><b className={styles.newest}>◆</b>{text.cohorts.newest}</span>
        </span>
      </div>
      <Curve matrix={matrix} mean={mean} row={row} words={words} />
      <p className={styles.axis}>{words.age_kind === '30_days' ? text.cohorts.age_axis_30_days : text.cohorts.age_axis_month} →</p>
      <section className={styles.scroll} tabIndex={0} aria-label={text.cohorts.title}>
        <Matrix matrix={matrix} mean={mean} words={words} on_touch={set_touched} on_open={on_open} />
      </section>
    </Card>
  )
}
