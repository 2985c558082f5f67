import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { components } from './component-defaults.ts'
import { palette } from './palette.ts'

const sans =
  "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

/** Calm and dense: 14 px text on a 4 px grid, small radii, hairlines where others put shadows. */
export const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  breakpoints: { xs: '30em', sm: '40em', md: '60em', lg: '75em', xl: '90em' },
  shadows: {
    xs: '0 1px 1px rgb(0 0 0 / 4%)',
    sm: '0 1px 2px rgb(0 0 0 / 5%)',
    md: '0 4px 16px -4px rgb(0 0 0 / 14%), 0 0 0 1px var(--q-border)',
    lg: '0 12px 32px -8px rgb(0 0 0 / 18%), 0 0 0 1px var(--q-border)',
    xl: '0 24px 64px -16px rgb(0 0 0 / 24%), 0 0 0 1px var(--q-border)',
  },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.45' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.45' },
      h6: { fontSize: '0.75rem', lineHeight: '1.45' },
    },
  },
  white: '#ffffff',
  black: '#1f1e1c',
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: palette as unknown as Record<string, MantineColorsTuple>,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components,
})

/** The library's own variables, brought to our tokens (tokens.css), so that both speak of the same colours. */
export const cssVariables: CSSVariablesResolver = () => {
  const common = {
    '--mantine-color-body': 'var(--q-surface)',
    '--mantine-color-text': 'var(--q-text)',
    '--mantine-color-dimmed': 'var(--q-muted)',
    '--mantine-color-placeholder': 'var(--q-placeholder)',
    '--mantine-color-anchor': 'var(--q-accent-text)',
    '--mantine-color-error': 'var(--q-danger-text)',
    '--mantine-color-default': 'var(--q-raised)',
    '--mantine-color-default-hover': 'var(--q-hover)',
    '--mantine-color-default-color': 'var(--q-text)',
    '--mantine-color-default-border': 'var(--q-border-strong)',
    '--mantine-primary-color-light': 'var(--q-accent-soft)',
    '--mantine-primary-color-light-color': 'var(--q-accent-text)',
  }
  return { variables: {}, light: common, dark: common }
}
