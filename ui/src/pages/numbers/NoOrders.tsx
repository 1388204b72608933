import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePlace } from '../../client/session'
import { Empty } from '../../kit/Empty'
import { useWords } from '../../locales'

export function NoOrders() {
  const { text } = useWords()
  const { shop } = usePlace()
  return (
    <Empty
      title={text.numbers.empty_title}
      action={<Button size="md" renderRoot={(props) => <Link to="/shops/$shop/import" params={{ shop: shop.id }} {...props} />}>{text.numbers.empty_action}</Button>}
    >
      {text.numbers.empty_text}
    </Empty>
  )
}
