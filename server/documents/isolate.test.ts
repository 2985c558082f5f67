import { describe, expect, it } from 'vitest'
import { isolatedText } from './isolate.ts'

/** With the marks made visible. */
const seen = (text: string) => isolatedText(text).replaceAll('\u2066', '‹').replaceAll('\u2069', '›')

describe('what is read from the left in a document read from the right', () => {
  it.each([
    ['10115 Berlin', '‹10115 Berlin›'],
    ['+49 30 1234', '‹+49 30 1234›'],
    ['رقم ضريبي DE123456789', 'رقم ضريبي ‹DE123456789›'],
    ['Delivered by noon.', '‹Delivered by noon.›'],
    ['30 days net', '‹30 days net›'],
    ['Pilot T4 (2 × 480 GB)', '‹Pilot T4 (2 × 480 GB)›'],
    ['- one\n- two', '- ‹one›\n- ‹two›'],
  ])('%s keeps its order', (text, isolated) => {
    expect(seen(text)).toBe(isolated)
  })

  it('is left alone where there is none, or where it carries marks already', () => {
    expect(isolatedText('عرض سعر')).toBe('عرض سعر')
    expect(isolatedText('\u200f1,234.00\u00a0€')).toBe('\u200f1,234.00\u00a0€')
  })
})
