// CPM as ten tiles: the five layers from left to right, above those who are still here, below those who have left.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { Empty } from '../../kit/Empty'
import { format_count, format_decimal, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import styles from './Cpm.module.css'
import { cpm_model, type CpmTile } from './model'

export function Cpm({ descriptor, result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const currency = currency_of(result)
  const choices = useMemo(() => descriptor.columns.find(({ name }) => name === 'cell')?.choices ?? [], [descriptor])
  const model = useMemo(() => cpm_model(result, choices.map(({ value }) => value)), [result, choices])
  const titles = new Map(choices.map(({ value, title }) => [value, title]))

  const draw = (tile: CpmTile) => {
    const state = tile.active ? text.cpm.active : text.cpm.left
    const name = `${titles.get(tile.cell) ?? tile.cell}・${state}`
    return (
      <button
        type="button" className={styles.tile} data-active={tile.active} disabled={tile.customers === 0}
        aria-label={text.who.open(`${name} ${text.who.count(format_count(tile.customers))}`)}
        onClick={() => open_cell({ values: { cell: tile.cell, active: String(tile.active) } })}
      >
        <span className={styles.gauge} aria-hidden="true">
          <span className={styles.fill} style={{ height: `${model.most > 0 ? (tile.customers / model.most) * 100 : 0}%` }} />
        </span>
        <span className={styles.state}>{state}</span>
        <span className={styles.count}>{format_count(tile.customers)}<small>{text.units['customers']}</small></span>
        <span className={styles.line}>{text.cpm.share(tile.share === null ? kMissing : format_rate(tile.share))}</span>
        <span className={styles.line} title={format_money(tile.sales, currency)}>{text.cpm.sales} {format_money_short(tile.sales, currency, language)}</span>
        {tile.customers > 0 ? <span className={styles.line}>{text.cpm.purchases(format_decimal(tile.purchases / tile.customers))}</span> : null}
      </button>
    )
  }
  if (model.customers === 0) return <Empty title={text.numbers.nothing_title[result.unit] ?? text.numbers.nothing}>{text.numbers.nothing_text}</Empty>
  return (
    <Card title={text.cpm.title} note={text.who.count(format_count(model.customers))}>
      <div className={styles.layers}>
        {model.layers.map((layer) => (
          <section key={layer.cell} className={styles.layer}>
            <h3>{titles.get(layer.cell) ?? layer.cell}</h3>
            {draw(layer.active)}
            {draw(layer.left)}
            <p className={styles.left}>{layer.left_share === null ? '' : text.cpm.left_share(format_rate(layer.left_share))}</p>
          </section>
        ))}
      </div>
    </Card>
  )
}
