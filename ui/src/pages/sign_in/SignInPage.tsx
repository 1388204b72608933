// The door: password, or a one-time link (/sign-in?token=…) that signs in by itself.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { session_query } from '../../client/queries'
import { useSearchState } from '../../filters/useSearchState'
import { Mark } from '../../kit/icons'
import { useLanguageSwitch } from '../../kit/language_switch'
import { kTexts, useWords, type Language } from '../../locales'
import { LinkSignIn } from './LinkSignIn'
import { PasswordSignIn } from './PasswordSignIn'
import styles from './SignIn.module.css'
import { safe_way_back } from './way_back'

export function SignInPage() {
  const { text, language } = useWords()
  const switch_language = useLanguageSwitch()
  const { search } = useSearchState()
  const navigate = useNavigate()
  const session = useQuery(session_query)
  const token = search['token']
  const enter = () => void navigate({ href: safe_way_back(search['back']), replace: true })

  if (!token && session.data) return <Navigate to="/" replace />
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <div className={styles.brand}>
          <Mark size={44} />
          <h1>{text.product}</h1>
          <p>{text.sign_in.lead}</p>
        </div>
        {token ? <LinkSignIn token={token} on_done={enter} /> : <PasswordSignIn on_done={enter} />}
        <SegmentedControl
          size="xs" className={styles.language} aria-label={text.frame.language} value={language}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: kTexts[value].language_name }))}
          onChange={(value) => switch_language(value as Language)}
        />
      </section>
    </main>
  )
}
