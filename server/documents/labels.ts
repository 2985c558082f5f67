import { wordsIn } from '../../contract/customer-words/index.ts'
import { arabic } from './languages/ar.ts'
import { german } from './languages/de.ts'
import { english, type Labels } from './languages/en.ts'
import { spanish } from './languages/es.ts'
import { french } from './languages/fr.ts'
import { italian } from './languages/it.ts'
import { japanese } from './languages/ja.ts'
import { dutch } from './languages/nl.ts'
import { chinese } from './languages/zh.ts'

export { filled, readFromRight } from '../../contract/customer-words/index.ts'
export type { Labels } from './languages/en.ts'

export const languages: Readonly<Record<string, Labels>> = {
  en: english,
  ar: arabic,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  ja: japanese,
  nl: dutch,
  zh: chinese,
}

/** The words in a language, or in English where we don't have them. */
export function labelsIn(language: string): { labels: Labels; language: string } {
  const found = wordsIn(languages, language, english)
  return { labels: found.words, language: found.language }
}
