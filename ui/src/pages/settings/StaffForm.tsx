import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { useAddStaff } from '../../client/queries'
import type { Role, StaffEntry } from '../../client/types'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { kRoles } from './roles'
import styles from './Settings.module.css'

export function StaffForm({ on_added }: { on_added: (entry: StaffEntry) => void }) {
  const { text } = useWords()
  const add = useAddStaff()
  const [name, set_name] = useState('')
  const [email, set_email] = useState('')
  const [role, set_role] = useState<Role>('viewer')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ name, email, role }, {
      onSuccess: (entry) => {
        set_name('')
        set_email('')
        on_added(entry)
      },
    })
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput label={text.settings.staff_name} required value={name} onChange={(event) => set_name(event.currentTarget.value)} />
      <TextInput label={text.settings.staff_email} type="email" required value={email} onChange={(event) => set_email(event.currentTarget.value)} />
      <NativeSelect
        label={text.settings.staff_role} value={role} description={text.settings.role_hints[role]} inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={kRoles.map((one) => ({ value: one, label: text.settings.roles[one] ?? one }))}
        onChange={(event) => set_role(event.currentTarget.value as Role)}
      />
      <Button type="submit" loading={add.isPending}>{text.settings.staff_add}</Button>
      {add.isError ? <Note tone="bad">{explain(add.error, text)}</Note> : null}
    </form>
  )
}
