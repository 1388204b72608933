// Every colour of the product, named after what it means, once. The theme turns them into CSS variables
// (`var(--ink)`), charts read them as values. Contrast of text tokens on `paper` and `raised` is at least 4.5.

export const kTokenNames = [
  'ink', 'ink_soft', 'ink_faint', 'paper', 'raised', 'sunken', 'line', 'line_soft', 'primary', 'primary_soft',
  'primary_ink', 'mass', 'mass_strong', 'good', 'good_soft', 'warn', 'warn_soft', 'warn_glow', 'bad', 'bad_soft',
] as const
export type TokenName = (typeof kTokenNames)[number]

export type Palette = Record<TokenName, string> & {
  categorical: readonly string[] // at most six, told apart with any colour vision, see Okabe and Ito
  categorical_ink: readonly string[] // text that can be read on the colour of the same index
  sequential: readonly string[] // one hue, least to most
  sequential_ink: readonly string[] // text that can be read on the step of the same index
}

const light_ink = '#22262f'

export const light: Palette = {
  ink: light_ink, // 墨
  ink_soft: '#555b68',
  ink_faint: '#696f7b',
  paper: '#f7f4ec', // 生成り
  raised: '#fffdf8',
  sunken: '#efebdf',
  line: '#d9d3c3',
  line_soft: '#e8e3d6',
  primary: '#2f4684', // 藍
  primary_soft: '#e3e8f4',
  primary_ink: '#2f4684',
  mass: '#334b87', // a body of customers: boxes, filled bars
  mass_strong: '#22366b', // the same under the pointer
  good: '#236b49', // 若竹
  good_soft: '#dcefe2',
  warn: '#805100', // 山吹
  warn_soft: '#fdf0cb',
  warn_glow: '#f8b500',
  bad: '#b5330c', // 朱
  bad_soft: '#fbe3d9',
  categorical: ['#2f4684', '#d98000', '#27835f', '#c0522f', '#7ea6d9', '#8a66a5'],
  categorical_ink: ['#fff', light_ink, '#fff', '#fff', light_ink, '#fff'],
  sequential: ['#eef1f8', '#dbe2f0', '#c3cfe6', '#a6b8da', '#869dcb', '#5872ad', '#435a9a', '#334b87', '#22366b'],
  sequential_ink: [light_ink, light_ink, light_ink, light_ink, light_ink, '#fff', '#fff', '#fff', '#fff'],
}

const dark_ink = '#e9e6dd'

export const dark: Palette = {
  ink: dark_ink,
  ink_soft: '#b3b4b8',
  ink_faint: '#989ba3',
  paper: '#14171d',
  raised: '#1c2028',
  sunken: '#0f1116',
  line: '#3a404c',
  line_soft: '#2a2f39',
  primary: '#4a67af',
  primary_soft: '#232d46',
  primary_ink: '#a9bdec',
  mass: '#5470ac',
  mass_strong: '#6d89c4',
  good: '#7fcfa3',
  good_soft: '#1b3328',
  warn: '#f2c04d',
  warn_soft: '#3a2e12',
  warn_glow: '#f8b500',
  bad: '#ff9a78',
  bad_soft: '#40211a',
  categorical: ['#7f9ce0', '#e9a63a', '#55b892', '#e8835f', '#b8d0f2', '#bf9fd8'],
  categorical_ink: ['#101318', '#101318', '#101318', '#101318', '#101318', '#101318'],
  sequential: ['#1f2634', '#263049', '#2e3c5f', '#384a77', '#445a90', '#5470ac', '#6d89c4', '#8ea6d8', '#b4c6ea'],
  sequential_ink: [dark_ink, dark_ink, dark_ink, dark_ink, '#fff', '#fff', '#101318', '#101318', '#101318'],
}

export function css_variables(palette: Palette): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const name of kTokenNames) variables[`--${name.replaceAll('_', '-')}`] = palette[name]
  palette.categorical.forEach((colour, i) => (variables[`--category-${i + 1}`] = colour))
  palette.sequential.forEach((colour, i) => (variables[`--step-${i}`] = colour))
  palette.sequential_ink.forEach((colour, i) => (variables[`--step-${i}-ink`] = colour))
  return variables
}
