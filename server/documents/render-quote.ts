import type { QuoteDocument } from './quote-document.ts'
import { sheetOf, versionMade } from './sheet.ts'
import { setType } from './typst-pool.ts'

/** Makes the PDF of a quote. The same document gives the same bytes. */
export function renderQuote(document: QuoteDocument): Promise<Uint8Array> {
  return setType({
    template: 'quote.typ',
    sheet: JSON.stringify(sheetOf(document)),
    madeAt: Math.floor(Date.parse(versionMade(document)) / 1000),
  })
}
