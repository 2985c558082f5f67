import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { attributeLimits, product } from './catalog.ts'
import { limitsText, most } from './limits.ts'
import { password } from './users.ts'
import { code, decimal, label, paging, prose } from './values.ts'

test('the page of limits in the documentation is that of the program', async () => {
  await expect(limitsText()).toMatchFileSnapshot(join(import.meta.dirname, '../docs/guide/limits.md'))
})

test('a length or a count that is bounded is in the table, or part of a format', () => {
  const bare = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .flatMap((name) =>
      readFileSync(join(import.meta.dirname, name), 'utf8')
        .split('\n')
        .filter((line) =>
          /\.max\([\d_]+\)/.test(line.replace(/int\(\)(\.min\(-?[\d_]+\))?\.max\([\d_]+\)/g, '')),
        )
        .map((line) => `${name}: ${line.trim()}`),
    )
  expect(bare).toEqual([
    'settings.ts: .max(35)', // the tag of a language
    'settings.ts: .max(64)', // the name of a time zone
    'settings.ts: .max(253)', // the name of a host
  ])
})

describe('a bound', () => {
  const long = (length: number) => 'x'.repeat(length)
  test.each([
    ['code', code, most('values', 'code')],
    ['label', label, most('values', 'label')],
    ['prose', prose, most('values', 'prose')],
    ['password', password, most('signIn', 'password')],
  ] as const)('of a %s lets in what is as long, and nothing longer', (_, schema, bound) => {
    expect(schema.safeParse(long(bound)).success).toBe(true)
    expect(schema.safeParse(long(bound + 1)).success).toBe(false)
  })

  test('of digits holds on both sides of the point', () => {
    const [before, after] = [most('values', 'digitsBefore'), most('values', 'digitsAfter')]
    const number = (left: number, right: number) => `${'9'.repeat(left)}.${'9'.repeat(right)}`
    expect(decimal.safeParse(number(before, after)).success).toBe(true)
    expect(decimal.safeParse(number(before + 1, after)).success).toBe(false)
    expect(decimal.safeParse(number(before, after + 1)).success).toBe(false)
  })

  test('of a page is that of every list', () => {
    expect(paging.safeParse({ limit: String(most('requests', 'page')) }).success).toBe(true)
    expect(paging.safeParse({ limit: String(most('requests', 'page') + 1) }).success).toBe(false)
    expect(attributeLimits.keys).toBe(most('catalog', 'attributeKeys'))
  })
})

describe('a text', () => {
  test('that is an address leads to the web, a picture there or to one of ours', () => {
    const taken = (fields: object) => product.safeParse({ code: 'A', name: 'A', ...fields }).success
    expect(taken({ url: 'https://example.com/a', images: ['/products/a.svg'] })).toBe(true)
    expect(taken({ url: 'http://example.com/a', images: ['https://example.com/a.jpg'] })).toBe(true)
    const others = [
      'javascript:alert(1)',
      'data:text/html,<b>',
      'file:///etc/passwd',
      'vbscript:x',
      ' javascript:1',
    ]
    for (const address of [...others, '//evil.example/x']) {
      expect(taken({ url: address }), address).toBe(false)
      expect(taken({ images: [address] }), address).toBe(false)
    }
  })

  test('that is the address of a picture is one that every page can show', () => {
    const { error } = product.safeParse({ code: 'A', name: 'A', images: ['http://example.com/a.jpg'] })
    expect(error?.issues[0]).toMatchObject({
      path: ['images', 0],
      message: expect.stringMatching(/^must be an address that begins with "https:\/\/"/) as string,
    })
  })

  test('keeps what people write, and loses what would make the rest read backwards', () => {
    const written = '<b>Öl</b> “=1+1” محطة\u200f 한국\u200b'
    expect(label.parse(written)).toBe(written)
    expect(label.parse('invoice\u202efdp.exe\u2069')).toBe('invoicefdp.exe')
    expect(prose.parse('one\n\u202dtwo')).toBe('one\ntwo')
    expect(label.safeParse('\u202e').success).toBe(false)
    expect(label.safeParse('a\0b').success).toBe(false)
  })
})
