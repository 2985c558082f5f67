import { useMediaQuery } from '@mantine/hooks'

/** Narrow enough that tables become cards and side panels whole screens. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 39.99em)', undefined, { getInitialValueInEffect: false }) ?? false
}

/** Too narrow for a panel beside the content. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 74.99em)', undefined, { getInitialValueInEffect: false }) ?? false
}
