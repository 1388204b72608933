// The form of an analysis's parameters, made from its descriptor. Each field answers on its own, as soon as what
// is in it makes sense.
import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { Descriptor, Parameter } from '../client/types'
import { SlidersIcon } from '../kit/icons'
import { useWords } from '../locales'
import styles from './FilterBar.module.css'
import { bounds_text, changed_count, complaint, default_text, normalise_integer, own_parameters, value_of } from './parameters'
import type { Search } from './search'

const kTypingMilliseconds = 250

interface FieldProps {
  parameter: Parameter
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

function Field({ parameter, search, on_change }: FieldProps) {
  const { text } = useWords()
  const stored = value_of(parameter, search)
  const [typed, set_typed] = useState<string | null>(null)
  const shown = typed ?? stored
  const problem = complaint(parameter, normalise_integer(shown), text)
  const send = useDebouncedCallback((value: string) => {
    on_change({ [parameter.name]: value === default_text(parameter) ? null : value })
    set_typed(null)
  }, kTypingMilliseconds)
  const common = { label: parameter.title, description: parameter.description || undefined, size: 'sm' as const }
  if (parameter.type === 'choice') {
    return (
      <NativeSelect
        {...common} value={stored} data={(parameter.choices ?? []).map(({ value, title }) => ({ value, label: title }))}
        onChange={(event) => on_change({ [parameter.name]: event.currentTarget.value === default_text(parameter) ? null : event.currentTarget.value })}
      />
    )
  }
  const numeric = parameter.type === 'integer' || parameter.type === 'money'
  return (
    <TextInput
      {...common} type={parameter.type === 'day' ? 'date' : 'text'} {...(numeric ? { inputMode: 'numeric' as const } : {})} value={shown}
      error={typed === null ? undefined : problem} placeholder={numeric ? bounds_text(parameter, text) : undefined}
      onChange={(event) => {
        const value = event.currentTarget.value
        set_typed(value)
        const clean = numeric ? normalise_integer(value) : value
        if (complaint(parameter, clean, text) === undefined) send(clean)
        else send.cancel()
      }}
      onBlur={() => { if (problem) set_typed(null) }}
    />
  )
}

interface ParameterPopoverProps {
  descriptor: Descriptor
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

export function ParameterPopover({ descriptor, search, on_change }: ParameterPopoverProps) {
  const { text } = useWords()
  const changed = changed_count(descriptor, search)
  return (
    <Popover position="bottom-start" width={360} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="sm" variant="default" className={styles.trigger} leftSection={<SlidersIcon size={16} />}>
          {text.filters.parameters}
          {changed > 0 ? <span className={styles.badge} style={{ marginLeft: 8 }}>{text.filters.changed(changed)}</span> : null}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.form}>
          {own_parameters(descriptor).map((parameter) => (
            <Field key={parameter.name} parameter={parameter} search={search} on_change={on_change} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
