// One field for names, readings, phones, mail and numbers. Answers while typing, also while kana are composed; arrows choose
// in the list below, Enter opens.
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState, type CompositionEvent, type KeyboardEvent } from 'react'
import { CloseIcon, SearchIcon } from '../../kit/icons'
import { useKeys } from '../../kit/keys'
import { useWords } from '../../locales'
import styles from './Customers.module.css'
import { kListId } from './CustomerRows'
import { settled_words } from './list_search'

const kPauseMilliseconds = 90

interface SearchFieldProps {
  words: string // of the URL
  masked: boolean
  listed: boolean // there is a list below
  active: string | undefined // id of the row that is chosen
  on_words: (words: string) => void
  on_move: (step: number) => void
  on_open: () => void
}

export function SearchField({ words, masked, listed, active, on_words, on_move, on_open }: SearchFieldProps) {
  const { text } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [typed, set_typed] = useState(words)
  const sent = useRef(words)
  const send = useDebouncedCallback((next: string) => {
    sent.current = next.trim()
    on_words(next.trim())
  }, kPauseMilliseconds)
  // "Back" and a filter that is taken off change the URL without this field.
  useEffect(() => {
    if (words === sent.current) return
    sent.current = words
    set_typed(words)
  }, [words])
  useKeys([{ combo: '/', title: text.keys.search, run: () => field.current?.select() }])

  const change = (next: string, composing: boolean) => {
    set_typed(next)
    send(settled_words(next, composing))
  }
  const on_key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined && event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (step !== undefined) on_move(step)
    if (event.key === 'Enter') on_open()
    if (event.key === 'Escape' && typed === '') field.current?.blur()
    if (event.key === 'Escape' && typed !== '') change('', false)
  }
  return (
    <TextInput
      ref={field} size="md" type="search" className={styles.search ?? ''} value={typed} aria-label={text.customers.search} autoComplete="off" spellCheck={false}
      placeholder={masked ? text.customers.search_masked : text.customers.search_hint} leftSection={<SearchIcon />} aria-keyshortcuts="/"
      {...(listed ? { 'aria-controls': kListId } : {})} {...(active ? { 'aria-activedescendant': active } : {})}
      rightSection={typed === '' ? <kbd className={styles.key}>/</kbd> : (
        <button type="button" className={styles.clear} aria-label={text.customers.clear} onClick={() => { change('', false); field.current?.focus() }}><CloseIcon size={16} /></button>
      )}
      onChange={(event) => change(event.currentTarget.value, (event.nativeEvent as InputEvent).isComposing)}
      onCompositionEnd={(event: CompositionEvent<HTMLInputElement>) => change(event.currentTarget.value, false)}
      onKeyDown={on_key}
    />
  )
}
