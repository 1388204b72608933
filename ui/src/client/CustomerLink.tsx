// A customer's name anywhere leads to the customer's page.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './CustomerLink.module.css'
import { usePlace } from './session'
import type { Id } from './types'

export function CustomerLink({ id, children }: { id: Id; children: ReactNode }) {
  const { shop } = usePlace()
  return <Link to="/shops/$shop/customers/$customer" params={{ shop: shop.id, customer: id }} className={styles.link}>{children}</Link>
}
