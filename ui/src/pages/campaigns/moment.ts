// A moment as people write it, on the shop's wall, and as the server keeps it.

interface WallTime {
  day: string // 2026-11-22
  time: string // 10:00
}

function wall_of(at: number, time_zone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

export function wall_time(utc: string, time_zone: string): WallTime {
  return wall_of(Date.parse(utc), time_zone)
}

// The instant at which that shop's clock shows this. An hour that a clock skips is taken as the one after it.
export function instant_of({ day, time }: WallTime, time_zone: string): string | null {
  const as_utc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(as_utc)) return null
  const shown = (at: number): number => {
    const wall = wall_of(at, time_zone)
    return Date.parse(`${wall.day}T${wall.time}:00Z`)
  }
  // The offset at the first guess may be that of the other side of a change of clocks: the second guess knows.
  const guess = as_utc - (shown(as_utc) - as_utc)
  const at = guess - (shown(guess) - as_utc)
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
