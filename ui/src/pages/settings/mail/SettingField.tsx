// One setting of a channel, drawn by its kind.
import { Button, NativeSelect, NumberInput, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import type { Setting, SettingValue } from '../../../client/channel_types'
import { useWords } from '../../../locales'
import styles from './Mail.module.css'

interface SettingFieldProps {
  setting: Setting
  value: SettingValue
  is_set: boolean // of a secret: there is one
  error: string | undefined
  on_change: (value: SettingValue) => void
}

function Secret({ setting, value, is_set, error, on_change }: SettingFieldProps) {
  const { text } = useWords()
  const props = {
    label: setting.title, value: typeof value === 'string' ? value : '', error, autoComplete: 'off', spellCheck: false,
    description: is_set ? (value === '' ? text.mail.secret_forgotten : text.mail.secret_set) : setting.help || undefined,
    onChange: (event: { currentTarget: { value: string } }) => on_change(event.currentTarget.value === '' ? null : event.currentTarget.value),
  }
  return (
    <div className={styles.secret}>
      {setting.name.endsWith('_key') ? <Textarea autosize minRows={3} maxRows={10} classNames={{ input: styles.key ?? '' }} {...props} /> : <PasswordInput {...props} />}
      {is_set && value === null ? <Button size="compact-xs" variant="subtle" onClick={() => on_change('')}>{text.mail.secret_forget}</Button> : null}
    </div>
  )
}

export function SettingField(props: SettingFieldProps) {
  const { text } = useWords()
  const { setting, value, error, on_change } = props
  if (setting.secret) return <Secret {...props} />
  const shared = { label: setting.title, description: setting.help || undefined, withAsterisk: setting.required, error }
  const words = typeof value === 'string' ? value : ''
  switch (setting.kind) {
    case 'flag': return <Switch label={setting.title} description={setting.help || undefined} checked={value === true} onChange={(event) => on_change(event.currentTarget.checked)} />
    case 'integer':
      return (
        <NumberInput
          {...shared} value={typeof value === 'number' ? value : ''} allowDecimal={false} {...(setting.min === undefined ? {} : { min: setting.min })} {...(setting.max === undefined ? {} : { max: setting.max })}
          onChange={(next) => on_change(typeof next === 'number' ? next : null)}
        />
      )
    case 'choice':
      return <NativeSelect {...shared} value={words} data={(setting.choices ?? []).map((one) => ({ value: one, label: text.mail.choices[one] ?? one }))} onChange={(event) => on_change(event.currentTarget.value)} />
    case 'paragraph': return <Textarea {...shared} autosize minRows={2} value={words} onChange={(event) => on_change(event.currentTarget.value)} />
    case 'text': return <TextInput {...shared} value={words} onChange={(event) => on_change(event.currentTarget.value)} />
  }
}
