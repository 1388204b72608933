import { Anchor, Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { explain } from '../../client/explain'
import { useSignInByLink } from '../../client/queries'
import { remember_welcome } from '../../client/welcome'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './SignIn.module.css'

export function LinkSignIn({ token, on_done }: { token: string; on_done: () => void }) {
  const { text } = useWords()
  const { mutate, isError, error } = useSignInByLink()
  const used = useRef('')
  const done = useRef(on_done)
  useEffect(() => {
    done.current = on_done
  })
  useEffect(() => {
    // A token is good for one use; development mode runs effects twice.
    if (used.current === token) return
    used.current = token
    mutate(token, {
      onSuccess: () => {
        remember_welcome()
        done.current()
      },
    })
  }, [token, mutate])
  if (!isError) return <p className={styles.by_link} role="status"><Loader size="sm" />{text.sign_in.by_link}</p>
  return (
    <>
      <Note tone="bad" title={text.sign_in.link_failed}>{explain(error, text)}<br />{text.sign_in.link_hint}</Note>
      <Anchor ta="center" renderRoot={(props) => <Link to="/sign-in" {...props} />}>{text.sign_in.with_password}</Anchor>
    </>
  )
}
