// Numbers as people type them: full width, with commas. Pure.

export function plain_number(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replace(/^[−ー―]/, '-')
}

// While it is typed everything stays that can still become a number.
export function is_number_to_be(text: string): boolean {
  return /^-?\d*\.?\d*$/.test(text)
}
