import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { css_variables, dark, light } from './tokens'

export const kFontStack = '"Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif'

const indigo: MantineColorsTuple = [
  '#f0f3fa', '#dfe5f3', '#c0cce8', '#a9bdec', '#7c94cd', '#5f7bbf', '#4a67af', '#3b559b', '#2f4684', '#24376b',
]

// Mantine draws fields and menus of the dark scheme from this ramp; it runs from ink to below the paper.
const ink_to_paper: MantineColorsTuple = [
  dark.ink, dark.ink_soft, dark.ink_faint, '#6b7079', dark.line, dark.line_soft, dark.raised, dark.paper, dark.sunken, '#0b0d11',
]

export const theme = createTheme({
  fontFamily: kFontStack,
  headings: { fontFamily: kFontStack, fontWeight: '600' },
  colors: { indigo, dark: ink_to_paper },
  white: light.raised, // what Mantine calls white are its raised surfaces
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  // No text below 12 px: Mantine's xs is 12 px, sm 14 px.
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.5' },
  cursorType: 'pointer',
  respectReducedMotion: true,
})

function mantine_surface(palette: typeof light): Record<string, string> {
  return {
    ...css_variables(palette),
    '--mantine-color-body': palette.paper,
    '--mantine-color-text': palette.ink,
    '--mantine-color-dimmed': palette.ink_soft,
    '--mantine-color-placeholder': palette.ink_faint,
    '--mantine-color-anchor': palette.primary_ink,
    '--mantine-color-error': palette.bad,
    '--mantine-color-default': palette.raised,
    '--mantine-color-default-hover': palette.sunken,
    '--mantine-color-default-color': palette.ink,
    '--mantine-color-default-border': palette.line,
    '--mantine-color-disabled': palette.line_soft,
    '--mantine-color-disabled-color': palette.ink_faint,
    '--mantine-color-disabled-border': palette.line_soft,
    '--mantine-primary-color-light': palette.primary_soft,
    '--mantine-primary-color-light-hover': palette.primary_soft,
    '--mantine-primary-color-light-color': palette.primary_ink,
  }
}

export const resolve_variables: CSSVariablesResolver = () => ({
  variables: {},
  light: mantine_surface(light),
  dark: mantine_surface(dark),
})
