// この数字とは: definition, unit, what was left out, assumptions, the words of its columns.
import { Drawer } from '@mantine/core'
import { format_value, unit_text, currency_of, type ValueStyle } from '../../analyses/common/result'
import type { Descriptor, Result } from '../../client/types'
import { format_count, format_day } from '../../kit/format'
import { useWords } from '../../locales'
import { sentences } from './sentences'
import styles from './Numbers.module.css'
import { with_values } from './with_values'

interface AboutDrawerProps {
  opened: boolean
  descriptor: Descriptor
  result: Result
  on_close: () => void
}

function LeftOut({ result }: { result: Result }) {
  const { text } = useWords()
  if (result.left_out.length === 0) return <p>{text.about.nothing_left_out}</p>
  return (
    <ul className={styles.plain_list}>
      {result.left_out.map(({ reason, message }) => <li key={reason}>{message}</li>)}
    </ul>
  )
}

function parameter_value(descriptor: Descriptor, name: string, value: unknown, style: ValueStyle): string {
  const parameter = descriptor.parameters.find((one) => one.name === name)
  const choice = parameter?.choices?.find((one) => one.value === value)
  if (choice) return choice.title
  if (typeof value === 'string') return format_value(value, parameter?.type ?? 'text', style)
  return typeof value === 'number' ? format_count(value) : '–'
}

export function AboutDrawer({ opened, descriptor, result, on_close }: AboutDrawerProps) {
  const { text, language } = useWords()
  const style: ValueStyle = { currency: currency_of(result), language, text }
  const used = Object.entries(result.parameters).filter(([, value]) => value !== null)
  return (
    <Drawer
      opened={opened} onClose={on_close} position="right" size="md" title={descriptor.title}
      closeButtonProps={{ 'aria-label': text.actions.close }} classNames={{ title: styles.drawer_title ?? '' }}
    >
      <div className={styles.about}>
        <p className={styles.lead}>{descriptor.description}</p>
        <h3>{text.about.definition}</h3>
        <ul className={styles.sentences}>{sentences(with_values(descriptor.definition, result.parameters)).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        <dl className={styles.facts}>
          <dt>{text.about.unit}</dt>
          <dd>{text.units[result.unit] ?? result.unit}</dd>
          <dt>{text.about.as_of}</dt>
          <dd>{format_day(result.as_of ?? '', language)}</dd>
          <dt>{text.about.version}</dt>
          <dd>{result.analysis} v{result.version}</dd>
        </dl>
        <h3>{text.about.left_out}</h3>
        <LeftOut result={result} />
        <h3>{text.about.assumptions}</h3>
        {result.assumptions.length === 0 ? <p>{text.about.no_assumptions}</p> : (
          <ul className={styles.plain_list}>{result.assumptions.map(({ key, message }) => <li key={key}>{message}</li>)}</ul>
        )}
        <h3>{text.about.parameters}</h3>
        <dl className={styles.facts}>
          {used.map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{descriptor.parameters.find((one) => one.name === name)?.title ?? name}</dt>
              <dd>{parameter_value(descriptor, name, value, style)}</dd>
            </div>
          ))}
        </dl>
        <h3>{text.about.columns}</h3>
        <dl className={styles.terms}>
          {descriptor.columns.map(({ name, title, type, unit, description }) => {
            const written = unit_text(type, unit, style)
            return (
              <div key={name}>
                <dt>{title}{written ? <span className={styles.counts}> {written}</span> : null}</dt>
                <dd>{with_values(description, result.parameters)}</dd>
              </div>
            )
          })}
        </dl>
      </div>
    </Drawer>
  )
}
