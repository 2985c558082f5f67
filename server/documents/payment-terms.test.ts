import { expect, it } from 'vitest'
import { paymentIn } from './payment-terms.ts'
import { sampleDocument } from './testing/sample-quote.ts'
import { wordsOf } from './words.ts'

const inWords = (language: string, terms: string) =>
  paymentIn(terms, wordsOf({ ...sampleDocument(), language }))

it.each([
  ['de', '30 days net', '30 Tage netto'],
  ['de-AT', 'Net 45', '45 Tage netto'],
  ['fr', 'within 60 days', '60 jours net'],
  ['ja', '1 day', '1 日以内'],
  ['it', 'Due on receipt', 'al ricevimento della fattura'],
  ['es', 'Payment in advance', 'pago por adelantado'],
])('payment terms every trade knows are said in %s: %s', (language, terms, said) => {
  expect(inWords(language, terms).replaceAll('\u00a0', ' ')).toBe(said)
})

it.each([
  ['de', '2 % within 10 days, 30 days net'],
  ['de', '30'],
  ['de', 'half on order, half on delivery'],
  ['en-US', 'Net 30'],
])('in %s others stand as people wrote them: %s', (language, terms) => {
  expect(inWords(language, terms)).toBe(terms)
})
