import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { demandLocal } from './local-template.ts'
import { renderQuote } from './render-quote.ts'
import { sheetOf } from './sheet.ts'
import { sampleDocument } from './testing/sample-quote.ts'
import { writtenIn } from './written.ts'

const canExtract = spawnSync('pdftotext', ['-v']).error === undefined
const textOf = (pdf: Uint8Array) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
const hashOf = (pdf: Uint8Array) => createHash('sha256').update(pdf).digest('hex')
/** A quote whose lines have these names, for a reader of the language. */
function named(names: readonly string[], language: string) {
  const document = sampleDocument({ language })
  document.quote = {
    ...document.quote,
    lines: document.quote.lines.map((line, index) => ({
      ...line,
      productName: names[index % names.length] ?? '',
    })),
  }
  return document
}
const fontsOf = (pdf: Uint8Array) => [
  ...new Set(
    [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/BaseFont \/[A-Z]{6}\+(\w+)-/g),
    ].map(([, name]) => name),
  ),
]
const rowsOf = (more = {}) =>
  sheetOf(sampleDocument(more))
    .sections.flatMap((section) => section.groups)
    .flatMap((group) => group.lines)

describe('what the document of a quote says', () => {
  it('is the same as it was', async () => {
    const { labels: _, ...sheet } = sheetOf(sampleDocument())
    await expect(JSON.stringify(sheet, null, 2)).toMatchFileSnapshot('testing/sheet.golden.json')
  })

  it('keeps one-time, recurring and usage charges apart', () => {
    expect(sheetOf(sampleDocument()).sections.map(({ title, total }) => [title, total])).toEqual([
      ['One-time', '30,096.40'],
      ['Recurring', '1,428.00'],
      ['By use, estimated', '39.20'],
    ])
  })

  it('shows under a machine what it consists of, adding up to its unit price', () => {
    const machine = rowsOf().find((row) => row.name.startsWith('Pilot'))
    const cents = machine?.parts.map((part) =>
      part.price === 'included' ? 0 : Number(part.price.replace(/[,.]/g, '')),
    )
    expect(machine?.unitPrice).toBe('6,354.00')
    expect(cents?.reduce((sum, each) => sum + each, 0)).toBe(635400)
  })

  it('leaves optional lines out of the sums and says so', () => {
    const headset = rowsOf().find((row) => row.name.startsWith('Headset'))
    expect(headset).toMatchObject({ amount: '(516.00)', aside: true })
    expect(headset?.notes).toContain('Optional, not part of the total')
  })

  it('names each discount with what it takes off', () => {
    expect(rowsOf().find((row) => row.discount)?.notes).toEqual(['Monitor weeks −227.60'])
    expect(sheetOf(sampleDocument()).totals.map((row) => row.label)).toContain('Loyal customer, 3 %')
  })

  it('says what is paid first, each year, and in all', () => {
    expect(sheetOf(sampleDocument()).glance.map(([label]) => label)).toEqual([
      'Once',
      'Every year',
      'First period, with one-time charges',
      'Total contract value',
    ])
  })

  it('never says what things cost us', () => {
    expect(JSON.stringify(sheetOf(sampleDocument()))).not.toMatch(/margin|floor|"cost"/)
  })

  it('speaks German and French, and writes figures as the customer’s country does', () => {
    const total = (language: string) => sheetOf(sampleDocument({ language })).totals.at(-1)?.amount
    expect(sheetOf(sampleDocument({ language: 'de-AT' })).title).toMatch(/^Angebot/)
    expect(sheetOf(sampleDocument({ language: 'fr' })).title).toMatch(/^Devis/)
    expect(total('de')).toMatch(/^36\.530,23\s€$/)
    expect(total('fr')).toMatch(/^36\s530,23\s€$/)
    // A language we have no words in: English words, and figures as English readers expect them.
    expect(total('sv')).toBe('€36,530.23')
  })

  it('writes amounts of any length to the last digit', () => {
    const { amount, money } = writtenIn('en', 'EUR')
    expect(amount('9007199254740993.07')).toBe('9,007,199,254,740,993.07')
    expect(amount('0.0195')).toBe('0.0195')
    expect(money('-0.10')).toBe('−€0.10')
    expect(writtenIn('ja', 'JPY').money('1234567')).toMatch(/1,234,567$/)
  })
})

describe('the PDF of a quote', () => {
  it('is the same, byte for byte, for the same version', async () => {
    const later = sampleDocument()
    // Accepted meanwhile: the version and its document are what they were.
    later.quote = { ...later.quote, status: 'CONVERTED', updatedAt: '2027-01-01T00:00:00.000Z', seq: 12 }
    const [first, again, accepted] = await Promise.all(
      [sampleDocument(), sampleDocument(), later].map(renderQuote),
    )
    expect(hashOf(again as Uint8Array)).toBe(hashOf(first as Uint8Array))
    expect(hashOf(accepted as Uint8Array)).toBe(hashOf(first as Uint8Array))
  })

  it('is tagged for screen readers and carries its fonts', async () => {
    const pdf = Buffer.from(await renderQuote(sampleDocument())).toString('latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toMatch(/\/MarkInfo|\/StructTreeRoot/)
    expect(pdf).toMatch(/Inter-Regular/)
  })

  it('writes Latin, Greek, Cyrillic, Arabic, Chinese, Japanese and Korean with fonts of its own', async () => {
    const names = [
      'Żółty kabel',
      'Κεντρική μονάδα',
      'Рабочая станция',
      '工作站主机',
      'ワークステーション',
      '워크스테이션',
      'محطة عمل',
    ]
    const pdf = await renderQuote(named(names, 'ja'))
    const fonts = fontsOf(pdf)
    for (const font of ['Inter', 'NotoSansArabic', 'NotoSansJP', 'NotoSansKR']) expect(fonts).toContain(font)
    // Arabic comes back in the order it is drawn in, letter by letter.
    if (canExtract) for (const name of names.slice(0, -1)) expect(textOf(pdf)).toContain(name)
  })

  it('draws a character as the reader’s language does', async () => {
    const drawnIn = async (language: string) => fontsOf(await renderQuote(named(['直'], language)))
    expect(await drawnIn('zh')).toContain('NotoSansSC')
    expect(await drawnIn('ja-JP')).not.toContain('NotoSansSC')
    expect(await drawnIn('ko')).toContain('NotoSansKR')
  })

  it('carries the company’s own colour and logo, PNG or SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
    const logos = [
      `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
      `data:image/png;base64,${png}`,
    ]
    const plain = hashOf(await renderQuote(sampleDocument()))
    const hashes = await Promise.all(
      logos.map(async (logo) =>
        hashOf(await renderQuote(sampleDocument({ branding: { accent: '#7a1f3d', logo } }))),
      ),
    )
    expect(new Set([plain, ...hashes]).size).toBe(3)
  })

  it('marks a preview as a draft, on every page', async () => {
    const preview = await renderQuote(sampleDocument({ preview: true }, 60))
    expect(hashOf(preview)).not.toBe(hashOf(await renderQuote(sampleDocument({}, 60))))
    if (canExtract) expect(textOf(preview).replace(/\s/g, '')).toMatch(/D.*R.*A.*F.*T/s)
  })

  it.runIf(canExtract)('reads as it did, page by page', async () => {
    const text = textOf(await renderQuote(sampleDocument()))
    expect(text).toContain('Page 1 of 2')
    await expect(text).toMatchFileSnapshot('testing/quote.golden.txt')
  })

  it('goes on after a document that could not be set', async () => {
    const broken = sampleDocument()
    broken.quote = { ...broken.quote, versions: [], createdAt: 'never' }
    await expect(Promise.resolve().then(() => renderQuote(broken))).rejects.toThrow()
    expect((await renderQuote(sampleDocument())).length).toBeGreaterThan(10_000)
  })

  it('is made without the network: a template may not ask for packages', () => {
    expect(() => demandLocal('#import "@preview/cetz:0.3.0": canvas')).toThrow(/@preview/)
    expect(() => demandLocal('#include( "@local/terms:1.0.0")')).toThrow(/@local/)
    expect(() => demandLocal('#import "labels.typ": t\nmail@example.com')).not.toThrow()
  })
})
