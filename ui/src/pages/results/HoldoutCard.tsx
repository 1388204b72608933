// Whom nothing reaches, so that everything can be measured: why, what it costs, what it proves, and how many.
import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { useSetHoldout } from '../../client/holdout_queries'
import { chosen_words, proposal_words } from '../../client/holdout_words'
import type { Holdout } from '../../client/holdout_types'
import { useMay, usePlace } from '../../client/session'
import { AskOnce } from '../../kit/AskOnce'
import { Card } from '../../kit/Card'
import { format_count, format_rate, format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Results.module.css'

const kMost = 500 // permille
const kWhy = ['why', 'cost', 'proof'] as const

function Now({ holdout }: { holdout: Holdout }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const words = text.results.holdout
  const { permille, customers, of, since } = holdout
  if (permille === 0) return <p className={styles.words}>{words.none(format_count(of))}</p>
  return (
    <p className={styles.words}>
      <b className={styles.now}>{words.now(format_rate(permille / 1_000), format_count(customers), format_count(of))}</b>
      {since ? <span className={styles.soft}> {words.since(format_time(since, shop.time_zone, language))}</span> : null}
    </p>
  )
}

function Setting({ holdout }: { holdout: Holdout }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.results.holdout
  const set = useSetHoldout(shop.id)
  const [permille, set_permille] = useState(holdout.permille)
  const [anew, set_anew] = useState(false)
  const [asking, set_asking] = useState(false)
  const { proposal, of } = holdout
  const proposed = proposal.permille
  const chosen = chosen_words(permille, proposal, text)
  const changed = permille !== holdout.permille || anew
  const share = format_rate(permille / 1_000)
  const save = () => set.mutate({ permille, ...(anew ? { draw_anew: true } : {}) }, { onSuccess: () => tell(words.saved), onSettled: () => set_asking(false) })
  return (
    <>
      <div className={styles.setting}>
        <NumberInput
          label={words.share} description={words.share_hint} w={240} min={0} max={kMost / 10} decimalScale={1} suffix=" %" value={permille / 10}
          onChange={(percent) => set_permille(typeof percent === 'number' ? Math.round(percent * 10) : 0)}
        />
        <Button disabled={!changed} onClick={() => set_asking(true)}>{words.save}</Button>
      </div>
      <p className={styles.soft}>
        {proposal_words(proposal, text)}
        {proposed === null || proposed === permille ? null : (
          <Button size="compact-xs" variant="light" ml={8} onClick={() => set_permille(proposed)}>{words.take(format_rate(proposed / 1_000))}</Button>
        )}
      </p>
      {chosen === null ? null : <p className={styles.soft}>{chosen}</p>}
      {holdout.permille > 0 && permille > 0 ? <Checkbox label={words.anew} description={words.anew_hint} checked={anew} onChange={(event) => set_anew(event.currentTarget.checked)} /> : null}
      {set.isError ? <Note tone="bad">{explain(set.error, text)}</Note> : null}
      <AskOnce opened={asking} title={words.ask_title} confirm={permille === 0 ? words.stop : words.save} busy={set.isPending} on_confirm={save} on_close={() => set_asking(false)}>
        {permille === 0 ? words.ask_stop(format_count(holdout.customers)) : words.ask(share, format_count(Math.round((of * permille) / 1_000)))}
      </AskOnce>
    </>
  )
}

export function HoldoutCard({ holdout }: { holdout: Holdout }) {
  const { text } = useWords()
  const may_manage = useMay('manage')
  const words = text.results.holdout
  return (
    <Card title={words.title}>
      <div className={styles.holdout}>
        <Now holdout={holdout} />
        <dl className={styles.reasons}>
          {kWhy.map((name) => (
            <div key={name}>
              <dt>{words.reasons[name].title}</dt>
              <dd>{words.reasons[name].text}</dd>
            </div>
          ))}
        </dl>
        {may_manage ? <Setting holdout={holdout} /> : <Note>{words.forbidden}</Note>}
      </div>
    </Card>
  )
}
