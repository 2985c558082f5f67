import { createContext, type ReactNode, useContext } from 'react'

/** How numbers and days are written: the reader's own habit. */
export type Locale = { language: string; zone: string }

const here: Locale = {
  language: typeof navigator === 'undefined' ? 'en' : navigator.language,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}
const LocaleContext = createContext<Locale>(here)

export function useLocale(): Locale {
  return useContext(LocaleContext)
}

export function LocaleProvider({ locale, children }: { locale: Partial<Locale>; children: ReactNode }) {
  return <LocaleContext value={{ ...here, ...locale }}>{children}</LocaleContext>
}
