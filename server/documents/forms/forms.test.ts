import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { sampleDocument } from '../testing/sample-quote.ts'
import { jsonOf } from './json.ts'
import { ublOf } from './ubl.ts'
import { xlsxOf } from './xlsx.ts'

/** The schemas are not ours to ship: they are found beside the project, or where UBL_SCHEMAS says. */
function schemas(): string | undefined {
  const above = [1, 2, 3, 4, 5, 6].map((up) =>
    join(import.meta.dirname, ...Array.from({ length: up }, () => '..'), 'shared/data/ubl-2.4'),
  )
  return [process.env.UBL_SCHEMAS, ...above].find(
    (folder) => folder && existsSync(join(folder, 'xsdrt/maindoc')),
  )
}
const folder = schemas()
if (!folder) console.warn('UBL is not validated: there are no schemas (UBL_SCHEMAS names their folder)')

async function complaints(xml: string): Promise<string[]> {
  const files = globSync('xsdrt/{common,maindoc}/*.xsd', { cwd: folder ?? '' })
  const contents = files.map((file) => ({
    // One flat folder, so the schemas name each other without "../common/".
    fileName: basename(file),
    contents: readFileSync(join(folder ?? '', file), 'utf8').replaceAll('../common/', ''),
    dir: dirname(file),
  }))
  const main = contents.find(({ fileName }) => fileName === 'UBL-Quotation-2.4.xsd')
  if (!main) return ['no schema of quotations']
  const { errors } = await validateXML({
    xml: { fileName: 'quotation.xml', contents: xml },
    schema: { fileName: main.fileName, contents: main.contents },
    preload: contents.filter((each) => each !== main && each.dir.endsWith('common')),
  })
  return errors.map(({ message }) => message)
}

describe('a quote as a UBL quotation', () => {
  it.runIf(folder)(
    'is valid by the schema',
    async () => {
      expect(await complaints(ublOf(sampleDocument()))).toEqual([])
      const awkward = sampleDocument()
      awkward.quote = { ...awkward.quote, notes: 'a < b & "c"\u0007 \u{1F600}', paymentTerms: undefined }
      expect(await complaints(ublOf(awkward))).toEqual([])
      expect(await complaints(ublOf(sampleDocument({ customer: undefined })))).toEqual([])
      const taxed = sampleDocument()
      const [tax] = taxed.quote.taxes
      if (!tax) throw new Error('the sample has no tax')
      const city = { ...tax, code: 'CITY', name: 'City tax', rate: '0', amount: '0.00', reason: 'Exempt' }
      taxed.quote = { ...taxed.quote, currency: 'KWD', taxes: [{ ...tax, inclusive: true }, city] }
      expect(await complaints(ublOf(taxed))).toEqual([])
    },
    60_000,
  )

  it.runIf(folder)(
    'would be found out if it were not',
    async () => {
      const wrong = ublOf(sampleDocument()).replace(/<cbc:EndDate>[^<]*/, '<cbc:EndDate>some day')
      expect(await complaints(wrong)).not.toEqual([])
    },
    60_000,
  )

  it('says of each line what was taken off between its price and its amount', () => {
    const xml = ublOf(sampleDocument())
    const monitor = xml.slice(xml.indexOf('<cbc:ID>lin_monitor'), xml.indexOf('Monitor 27'))
    expect(monitor).toContain('<cbc:LineExtensionAmount currencyID="EUR">4324.40<')
    expect(monitor).toMatch(
      /<cac:AllowanceCharge>\s*<cbc:ChargeIndicator>false<.*Monitor weeks.*<cbc:Amount currencyID="EUR">227.60</s,
    )
    expect(monitor).toContain('<cbc:PriceAmount currencyID="EUR">569.00<')
  })

  it('names what it comes to as the quote does', () => {
    const { totals } = sampleDocument().quote
    expect(ublOf(sampleDocument())).toContain(`<cbc:PayableAmount currencyID="EUR">${totals.payable}<`)
  })
})

describe('a quote as a workbook', () => {
  it('has its lines as rows with numbers to compute with', async () => {
    const rows = await rowsOf(await xlsxOf(sampleDocument()))
    const monitor = rows.find((row) => String(row[1]).startsWith('Monitor'))
    expect(monitor?.slice(3, 6)).toEqual([8, 569, 227.6])
  })

  it('ends with the notes, the terms and the clauses that hold', async () => {
    const clauses = [
      {
        code: 'TITLE',
        name: 'Title',
        title: { en: 'Retention', de: 'Vorbehalt' },
        text: { en: 'Ours.', de: 'Unser.' },
      },
    ] as unknown as ReturnType<typeof sampleDocument>['clauses'] // as its schema parses it
    const rows = await rowsOf(
      await xlsxOf(sampleDocument({ clauses, language: 'en', terms: 'Pay.\n\nSoon.' })),
    )
    const words = rows.flat().filter((value) => typeof value === 'string')
    expect(words.slice(-5)).toEqual(['Terms', 'Pay.', 'Soon.', 'Retention', 'Ours.'])
  })

  it('holds no formula, whatever a line is called', async () => {
    const document = sampleDocument()
    const [line] = document.quote.lines
    if (line) document.quote.lines[0] = { ...line, productName: '=HYPERLINK("http://evil.example")' }
    const rows = await rowsOf(await xlsxOf(document))
    expect(rows.flat()).toContain('=HYPERLINK("http://evil.example")')
  })
})

describe('a quote as JSON', () => {
  it('says what the customer gets, and nothing of ours', () => {
    const document = sampleDocument()
    const [line] = document.quote.lines
    if (line) document.quote.lines[0] = { ...line, cost: '1.00', margin: '2.00', floor: '3.00' }
    const { quote, seller } = JSON.parse(jsonOf(document)) as {
      quote: Record<string, unknown>
      seller: unknown
    }
    expect(quote).toMatchObject({
      number: document.quote.number,
      totals: { total: document.quote.totals.total },
    })
    expect(seller).toMatchObject({ name: 'Tarnholt Systems' })
    expect(jsonOf(document)).not.toMatch(/"(cost|margin|floor|actions|seq)"/)
  })
})

describe('a quote that was not approved', () => {
  it('is marked as a draft in every form, and one that was is not', async () => {
    for (const preview of [true, false]) {
      const document = sampleDocument({ preview, language: 'en' })
      const [[title]] = (await rowsOf(await xlsxOf(document))) as [[unknown]]
      expect([preview, String(title).endsWith('· DRAFT')]).toEqual([preview, preview])
      expect(ublOf(document).includes('<cbc:Note>DRAFT</cbc:Note>')).toBe(preview)
      expect((JSON.parse(jsonOf(document)) as { draft?: boolean }).draft).toBe(preview || undefined)
      if (folder) expect(await complaints(ublOf(document))).toEqual([])
    }
  }, 60_000)
})

async function rowsOf(bytes: Buffer): Promise<unknown[][]> {
  const sheets = (await readWorkbook(bytes)) as unknown as { data?: unknown[][] }[] | unknown[][]
  const [first] = sheets
  return first && 'data' in (first as object)
    ? (first as { data: unknown[][] }).data
    : (sheets as unknown[][])
}
