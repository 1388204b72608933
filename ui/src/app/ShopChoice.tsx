// Which shop is looked at; a choice where there are several.
import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { usePlace } from '../client/session'
import { useWords } from '../locales'
import styles from './Shell.module.css'

export function ShopChoice() {
  const { text } = useWords()
  const { session, shop } = usePlace()
  const navigate = useNavigate()
  if (session.shops.length < 2) return <p className={styles.shop_name}>{shop.name}</p>
  return (
    <NativeSelect
      size="sm" aria-label={text.frame.shop} value={shop.id}
      data={session.shops.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => void navigate({ to: '/shops/$shop/numbers', params: { shop: event.currentTarget.value } })}
    />
  )
}
