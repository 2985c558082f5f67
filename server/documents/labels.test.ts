import { expect, it } from 'vitest'
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
