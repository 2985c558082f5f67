import { isolated } from './isolate.ts'
import { readFromRight } from './labels.ts'
import type { QuoteDocument } from './quote-document.ts'
import { sheetOf } from './sheet.ts'
import { type SetType, setType } from './typst-pool.ts'
import { versionMade } from './words.ts'

/** Makes the PDF of a quote. The same document gives the same bytes. */
export async function renderQuote(document: QuoteDocument): Promise<Uint8Array> {
  return (await set(document, 'pdf')).made
}

/** Draws a quote's pages, one under the other, as SVG without scripts or links. */
export async function drawQuote(document: QuoteDocument): Promise<{ svg: string; pages: number }> {
  const { made, pages } = await set(document, 'svg')
  return { svg: Buffer.from(made).toString('utf8'), pages }
}

function set(document: QuoteDocument, as: 'pdf' | 'svg'): Promise<SetType> {
  const sheet = sheetOf(document)
  return setType({
    template: 'quote.typ',
    sheet: JSON.stringify(isolated(sheet, readFromRight(sheet.lang))),
    madeAt: Math.floor(Date.parse(versionMade(document)) / 1000),
    as,
  })
}
