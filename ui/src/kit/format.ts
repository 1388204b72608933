// How numbers, money, rates and days are written. Everything takes the language; nothing reads a clock or
// the browser's zone. Money comes as integer minor units and leaves as text; it is never a floating sum.

export type Language = 'ja' | 'en'

export interface Currency {
  code: string // ISO 4217
  decimals: number // digits after the point: 0 for JPY, 2 for GBP
}

export const kMissing = '–'

const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const money_formats = new Map<string, Intl.NumberFormat>()

function money_format({ code, decimals }: Currency, compact: boolean): Intl.NumberFormat {
  const key = `${code}${decimals}${compact}`
  const known = money_formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
    ...(compact
      ? { notation: 'compact', maximumSignificantDigits: 4 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  })
  money_formats.set(key, made)
  return made
}

export function format_count(value: number): string {
  return integer.format(value)
}

export function format_money(minor: number, currency: Currency): string {
  return money_format(currency, false).format(minor / 10 ** currency.decimals)
}

// Without the sign of the currency, for cells under a header that names the unit.
export function format_amount(minor: number, currency: Currency): string {
  return (minor / 10 ** currency.decimals).toLocaleString('en-US', {
    minimumFractionDigits: currency.decimals,
    maximumFractionDigits: currency.decimals,
  })
}

// For headlines and axes: 1,235万円, ¥1.235M. The exact value belongs in a title beside it.
export function format_money_short(minor: number, currency: Currency, language: Language): string {
  const major = minor / 10 ** currency.decimals
  if (language !== 'ja' || currency.code !== 'JPY') return money_format(currency, true).format(major)
  const size = Math.abs(major)
  if (size < 10_000) return `${integer.format(major)}円`
  if (size < 100_000_000) {
    const digits = size < 1_000_000 ? 1 : 0
    return `${(major / 10_000).toLocaleString('en-US', { maximumFractionDigits: digits })}万円`
  }
  return `${(major / 100_000_000).toLocaleString('en-US', { maximumFractionDigits: 2 })}億円`
}

export function format_rate(rate: number, digits = 1): string {
  return `${(rate * 100).toFixed(digits)} %`
}

export function format_decimal(value: number, digits = 1): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

const weekday_ja = ['日', '月', '火', '水', '木', '金', '土']
const weekday_en = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const month_en = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// "2026-11-22" -> 2026/11/22(日), Sun 22 Nov 2026. Text that is no day comes back as it is.
export function format_day(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) return day
  const [, year, month, date] = match.map(Number) as [number, number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay()
  if (language === 'ja') return `${match[1]}/${match[2]}/${match[3]}(${weekday_ja[weekday]})`
  return `${weekday_en[weekday]} ${date} ${month_en[month - 1]} ${year}`
}

// "2026-11" (or a day in it) -> 2026/11, Nov 2026
export function format_month(month: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})/.exec(month)
  if (!match) return month
  return language === 'ja' ? `${match[1]}/${match[2]}` : `${month_en[Number(match[2]) - 1]} ${match[1]}`
}

// An instant in the shop's own zone: 2026/11/22 12:04
export function format_time(utc: string, time_zone: string, language: Language): string {
  const instant = new Date(utc)
  if (Number.isNaN(instant.getTime())) return utc
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: time_zone, year: 'numeric', month: language === 'ja' ? '2-digit' : 'short', day: '2-digit',
    hour: '2-digit', minute: '2-digit',
  }).format(instant)
}

export function format_bytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(0)} KB`
  if (bytes < 1_073_741_824) return `${(bytes / 1_048_576).toFixed(1)} MB`
  return `${(bytes / 1_073_741_824).toFixed(2)} GB`
}

export function format_duration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  const rest = whole % 60
  if (language === 'ja') return minutes > 0 ? `${minutes}分${rest}秒` : `${rest}秒`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}
