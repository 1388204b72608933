// 利益の前提: what stands in for costs that orders do not tell, with what becomes of one order under it.
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { explain } from '../../../client/explain'
import { profit_terms_query, useKeepProfitTerms, type ProfitTerms, type ShopProfitTerms } from '../../../client/profit_terms'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { Card } from '../../../kit/Card'
import { format_money, format_time } from '../../../kit/format'
import { Note } from '../../../kit/Note'
import { Shimmer } from '../../../kit/Shimmer'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from '../Settings.module.css'
import { example_of, permille_of, whole_of } from './example'

const kMarginMost = 100
const kShippingMost = 100_000

interface Typed {
  margin: string
  shipping: string
  fee: string
}

function typed_of({ margin_percent, shipping_cost, payment_fee_permille }: ProfitTerms): Typed {
  return { margin: String(margin_percent), shipping: String(shipping_cost), fee: String(payment_fee_permille / 10) }
}

function Form({ told }: { told: ShopProfitTerms }) {
  const { text, language } = useWords()
  const words = text.settings.profit_terms
  const { shop } = usePlace()
  const [typed, set_typed] = useState<Typed>(() => typed_of(told))
  const keep = useKeepProfitTerms(shop.id)
  const currency = { code: shop.currency, decimals: shop.currency_decimals }
  const margin = whole_of(typed.margin, kMarginMost)
  const shipping = whole_of(typed.shipping, kShippingMost)
  const fee = permille_of(typed.fee)
  const terms: ProfitTerms | null = margin === null || shipping === null || fee === null ? null : { margin_percent: margin, shipping_cost: shipping, payment_fee_permille: fee }
  const example = terms ? example_of(terms, currency) : null
  const money = (amount: number) => format_money(amount, currency)
  const done = (now: ShopProfitTerms) => {
    set_typed(typed_of(now))
    tell(text.settings.saved)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (terms) keep.mutate(terms, { onSuccess: done })
  }
  const field = (name: keyof Typed, label: string, description: string, unit: string, complaint: string | false) => (
    <TextInput
      label={label} description={description} value={typed[name]} inputMode="decimal" error={complaint} rightSection={<span aria-hidden="true">{unit}</span>}
      rightSectionWidth={56} onChange={(event) => { const { value } = event.currentTarget; set_typed((was) => ({ ...was, [name]: value })) }}
    />
  )
  return (
    <form onSubmit={save}>
      <Stack gap="lg" maw={560}>
        <Note>{told.changed_at === null ? words.default : words.own(format_time(told.changed_at, shop.time_zone, language))}</Note>
        {field('margin', words.margin, words.margin_hint, '%', margin === null && words.bounds(kMarginMost))}
        {field('shipping', words.shipping, words.shipping_hint, shop.currency, shipping === null && words.bounds(kShippingMost))}
        {field('fee', words.fee, words.fee_hint, '%', fee === null && words.fee_bounds)}
        {example ? (
          <div>
            <h2 className={styles.subhead}>{words.example(money(example.order))}</h2>
            <dl className={styles.facts}>
              <dt>{words.example_gross}</dt>
              <dd>{money(example.gross)}</dd>
              <dt>{words.example_shipping}</dt>
              <dd>{money(0 - example.shipping)}</dd>
              <dt>{words.example_fee}</dt>
              <dd>{money(0 - example.fee)}</dd>
              <dt>{words.example_left}</dt>
              <dd><strong>{money(example.left)}</strong></dd>
            </dl>
          </div>
        ) : null}
        {keep.isError ? <Note tone="bad">{explain(keep.error, text)}</Note> : null}
        <Group>
          <Button type="submit" disabled={terms === null} loading={keep.isPending}>{text.actions.save}</Button>
          {told.changed_at === null ? null : <Button variant="default" disabled={keep.isPending} onClick={() => keep.mutate(null, { onSuccess: done })}>{words.forget}</Button>}
        </Group>
      </Stack>
    </form>
  )
}

export function ProfitSettings() {
  const { text } = useWords()
  const { shop } = usePlace()
  const terms = useQuery(profit_terms_query(shop.id))
  return (
    <Card title={text.settings.profit}>
      <p className={styles.hint}>{text.settings.profit_terms.lead}</p>
      <QueryPanel query={terms} skeleton={<Shimmer height={320} />}>{(told) => <Form told={told} />}</QueryPanel>
    </Card>
  )
}
