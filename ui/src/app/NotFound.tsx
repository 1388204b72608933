import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../kit/Empty'
import { useWords } from '../locales'

export function NotFound() {
  const { text } = useWords()
  return (
    <main>
      <Empty title={text.frame.not_found_title} action={<Button renderRoot={(props) => <Link to="/" {...props} />}>{text.frame.home}</Button>}>
        {text.frame.not_found_text}
      </Empty>
    </main>
  )
}
