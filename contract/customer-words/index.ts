import { arabic } from './ar.ts'
import { german } from './de.ts'
import { type CustomerWords, english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { italian } from './it.ts'
import { japanese } from './ja.ts'
import { dutch } from './nl.ts'
import { chinese } from './zh.ts'

// What is said to customers around their documents, in the languages the documents speak.

export type { CustomerWords } from './en.ts'

export const customerLanguages: Readonly<Record<string, CustomerWords>> = {
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
export function customerWords(language: string): CustomerWords {
  return wordsIn(customerLanguages, language, english).words
}

/** Of words in several languages those of one, whatever its region, or the English ones. */
export function wordsIn<Words>(
  languages: Readonly<Record<string, Words>>,
  language: string,
  english: Words,
): { words: Words; language: string } {
  const short = language.split('-')[0]?.toLowerCase() ?? 'en'
  const words = languages[short]
  return words ? { words, language: short } : { words: english, language: 'en' }
}

/** Languages written from the right. */
export function readFromRight(language: string): boolean {
  return /^(ar|he|fa|ur)\b/i.test(language)
}

/** Puts values into the places of a sentence: "Valid until {day}". */
export function filled(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? place) : place,
  )
}
