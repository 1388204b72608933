// "/": to sign-in, to the first shop, or to making one.
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { session_query } from '../client/queries'
import { QueryPanel } from '../client/QueryPanel'
import { FirstShop } from './FirstShop'

export function Entry() {
  const query = useQuery(session_query)
  return (
    <QueryPanel query={query}>
      {(session) => {
        if (session === null) return <Navigate to="/sign-in" replace />
        const shop = session.shops[0]
        if (!shop) return <FirstShop may_create={session.permissions.includes('manage')} />
        return <Navigate to="/shops/$shop/numbers" params={{ shop: shop.id }} replace />
      }}
    </QueryPanel>
  )
}
