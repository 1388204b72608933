// How to reach the customer, what else is known, and which import told it.
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Customer, CustomerAttribute } from '../../client/customer_types'
import { usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { format_day, format_time } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

function Value({ attribute, masked }: { attribute: CustomerAttribute; masked: boolean }): ReactNode {
  const { text, language } = useWords()
  if (attribute.name === 'gender') return text.customers.genders[attribute.value] ?? attribute.value
  if (masked) return attribute.value
  switch (attribute.name) {
    case 'phone': return <a href={`tel:${attribute.value.replaceAll(/[^0-9+]/g, '')}`}>{attribute.value}</a>
    case 'email': return <a href={`mailto:${attribute.value}`}>{attribute.value}</a>
    case 'birth_date': return format_day(attribute.value, language)
    default: return attribute.value
  }
}

function Origins({ customer }: { customer: Customer }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const words = text.customers
  return (
    <details className={styles.details}>
      <summary>{words.origin}</summary>
      <dl className={styles.facts}>
        {customer.attributes.map(({ name, import: id }) => {
          const origin = customer.origins.find((one) => one.import === id)
          return (
            <div key={name}>
              <dt>{words.attributes[name] ?? name}</dt>
              <dd>
                {origin
                  ? <Link to="/shops/$shop/import/$run" params={{ shop: shop.id, run: origin.import }}>{words.origin_of(origin.files.join('、'), format_time(origin.started_at, shop.time_zone, language))}</Link>
                  : words.origin_unknown}
              </dd>
            </div>
          )
        })}
      </dl>
      {customer.identities.length > 0 ? (
        <>
          <h3>{words.identities}</h3>
          <dl className={styles.facts}>
            {customer.identities.map(({ kind, channel, value }) => (
              <div key={kind + channel + value}>
                <dt>{words.kinds_of_identity[kind] ?? kind}</dt>
                <dd>{value}{channel ? <span className={styles.soft}> {channel}</span> : null}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </details>
  )
}

export function Contact({ customer }: { customer: Customer }) {
  const { text } = useWords()
  const words = text.customers
  const told = customer.attributes.filter(({ name }) => name !== 'name' && name !== 'name_kana')
  return (
    <Card title={words.contact}>
      {told.length === 0 ? <p className={styles.soft}>{words.no_contact}</p> : (
        <dl className={styles.facts}>
          {told.map((attribute) => (
            <div key={attribute.name}>
              <dt>{words.attributes[attribute.name] ?? attribute.name}</dt>
              <dd><Value attribute={attribute} masked={customer.masked} /></dd>
            </div>
          ))}
        </dl>
      )}
      <Origins customer={customer} />
    </Card>
  )
}
