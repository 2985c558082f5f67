import { expect, it } from 'vitest'
import { customerLanguages } from '../../contract/customer-words/index.ts'
import { languages } from './labels.ts'

const english = languages.en ?? {}
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

it.each(Object.entries(languages))('the words of a document are complete in %s', (language, labels) => {
  expect(Object.keys(labels).sort()).toEqual(Object.keys(english).sort())
  for (const [name, words] of Object.entries(labels)) {
    // Only where words have a simple plural is an ending put to the unit.
    if (name === 'plural') continue
    const original = english[name as keyof typeof english]
    expect(words.trim(), `${language}.${name}`).not.toBe('')
    expect(places(words), `${language}.${name}`).toEqual(places(original))
  }
})

const around = customerLanguages.en ?? { page: {}, mail: {} }
it('what is said around a document is said in the languages documents speak', () => {
  expect(Object.keys(customerLanguages).sort()).toEqual(Object.keys(languages).sort())
})
it.each(
  Object.entries(customerLanguages).flatMap(([language, { page, mail }]) => [
    { language, part: 'page' as const, words: page as Record<string, string> },
    { language, part: 'mail' as const, words: mail as Record<string, string> },
  ]),
)('the words of the customer’s $part are complete in $language', ({ language, part, words }) => {
  const english = around[part] as Record<string, string>
  expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort())
  for (const [name, text] of Object.entries(words)) {
    expect(text.trim(), `${language}.${name}`).not.toBe('')
    expect(places(text), `${language}.${name}`).toEqual(places(english[name] ?? ''))
    // A word that was left in English is one that nobody translated.
    if (language !== 'en' && text.split(' ').length > 3)
      expect(text, `${language}.${name}`).not.toBe(english[name])
  }
})
