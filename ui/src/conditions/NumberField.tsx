import { TextInput } from '@mantine/core'
import styles from './Conditions.module.css'
import { is_number_to_be, plain_number } from './numbers'

interface NumberFieldProps {
  label: string
  value: string
  unit?: string | undefined
  wide?: boolean
  wrong?: boolean
  on_change: (value: string) => void
}

export function NumberField({ label, value, unit, wide = false, wrong = false, on_change }: NumberFieldProps) {
  return (
    <span className={styles.number}>
      <TextInput
        size="sm" aria-label={unit ? `${label} (${unit})` : label} inputMode="decimal" value={value} error={wrong} className={wide ? (styles.wide_number ?? '') : (styles.narrow_number ?? '')} autoComplete="off"
        onChange={(event) => {
          const next = plain_number(event.currentTarget.value)
          if (is_number_to_be(next)) on_change(next)
        }}
      />
      {unit ? <span className={styles.unit}>{unit}</span> : null}
    </span>
  )
}
