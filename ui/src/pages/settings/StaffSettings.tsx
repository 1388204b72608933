import { Button, Modal, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { explain } from '../../client/explain'
import { staff_query, useChangeStaff } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Role, StaffEntry } from '../../client/types'
import { Card } from '../../kit/Card'
import { CopyField } from '../../kit/CopyField'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { kRoles } from './roles'
import styles from './Settings.module.css'
import { StaffForm } from './StaffForm'

export function StaffSettings() {
  const { text } = useWords()
  const { session } = usePlace()
  const query = useQuery(staff_query)
  const { mutate, isError, error } = useChangeStaff()
  const [added, set_added] = useState<StaffEntry | null>(null)
  const myself = session.staff.id
  const columns = useMemo<TableColumn<StaffEntry>[]>(() => [
    {
      name: 'name', title: text.settings.staff_name, value: (one) => one.name,
      cell: (one) => <>{one.name}{one.id === myself ? <span className={styles.badge}>{text.settings.staff_you}</span> : null}</>,
    },
    { name: 'email', title: text.settings.staff_email, value: (one) => one.email },
    {
      name: 'role', title: text.settings.staff_role, value: (one) => one.role,
      cell: (one) => (
        <NativeSelect
          size="xs" w={120} aria-label={`${text.settings.staff_role} ${one.name}`} value={one.role} disabled={one.id === myself}
          data={kRoles.map((role) => ({ value: role, label: text.settings.roles[role] ?? role }))}
          onChange={(event) => mutate({ id: one.id, role: event.currentTarget.value as Role })}
        />
      ),
    },
    {
      name: 'disabled', title: text.settings.staff_state, value: (one) => one.disabled,
      cell: (one) => (
        <span className={styles.state}>
          <span data-disabled={one.disabled || undefined}>{one.disabled ? text.settings.staff_disabled : text.settings.staff_active}</span>
          {one.id === myself ? null : (
            <Button size="compact-xs" variant="default" onClick={() => mutate({ id: one.id, disabled: !one.disabled })}>
              {one.disabled ? text.settings.staff_enable : text.settings.staff_disable}
            </Button>
          )}
        </span>
      ),
    },
  ], [text, myself, mutate])
  return (
    <>
      <Card title={text.settings.staff}>
        <Stack>
          {isError ? <Note tone="bad">{explain(error, text)}</Note> : null}
          <QueryPanel query={query}>{(staff) => <DataTable label={text.settings.staff} columns={columns} rows={staff} />}</QueryPanel>
        </Stack>
      </Card>
      <Card title={text.settings.staff_add}><StaffForm on_added={set_added} /></Card>
      <Modal
        opened={added !== null} onClose={() => set_added(null)} title={added ? text.settings.staff_link_title(added.name) : ''} centered size="lg"
        closeOnClickOutside={false} closeButtonProps={{ 'aria-label': text.actions.close }}
      >
        <p className={styles.hint}>{text.settings.staff_link_text}</p>
        <CopyField label={added?.email ?? ''} value={added?.sign_in_link ? new URL(added.sign_in_link, window.location.origin).href : ''} />
      </Modal>
    </>
  )
}
