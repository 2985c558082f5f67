import { getProduct, listProducts, type ProductSummary } from '../../../contract/catalog.ts'
import { call, ProblemError } from '../../shell/api.ts'

/** What is known of a pasted code. */
export type Found =
  | { kind: 'found'; name: string; quantityDecimals: number; configurable: boolean }
  | { kind: 'gone'; sentence: string }

/** Beyond so many different codes it is quicker to read the catalog page by page. */
const single = 40
const pages = 30

/** Looks up each code once. Codes are compared as written, then in capitals: spreadsheets are careless about case. */
export async function lookUpCodes(
  codes: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, Found & { code?: string }>> {
  const wanted = [...new Set(codes)]
  const found = new Map<string, Found & { code?: string }>()
  if (wanted.length > single) await fromCatalog(wanted, found, signal)
  const rest = wanted.filter((code) => !found.has(code)).slice(0, single * 10)
  for (let at = 0; at < rest.length; at += 6) {
    await Promise.all(rest.slice(at, at + 6).map(async (code) => found.set(code, await lookUp(code, signal))))
  }
  return found
}

/** What is said of words that nothing is offered for: that it is sold no more, and what takes its place. */
export async function whyUnsold(words: string, signal: AbortSignal): Promise<string> {
  const { data } = await call(listProducts, { query: { search: words, limit: 1 }, signal })
  const [nearest] = data.items
  const found = nearest && nearest.lifecycle !== 'active' ? await lookUp(nearest.code, signal) : undefined
  return found?.kind === 'gone' ? found.sentence : `Nothing is called “${words}”.`
}

async function fromCatalog(
  wanted: string[],
  found: Map<string, Found & { code?: string }>,
  signal: AbortSignal,
) {
  const capitals = new Map(wanted.map((code) => [code.toUpperCase(), code]))
  let cursor: string | undefined
  for (let page = 0; page < pages; page++) {
    const { data } = await call(listProducts, { query: { limit: 200, ...(cursor && { cursor }) }, signal })
    for (const product of data.items) {
      const code = capitals.get(product.code.toUpperCase())
      if (code !== undefined) found.set(code, ofSummary(product))
    }
    cursor = data.next
    if (!cursor) return
  }
}

async function lookUp(code: string, signal: AbortSignal): Promise<Found & { code?: string }> {
  for (const spelling of new Set([code, code.toUpperCase()])) {
    try {
      const { data } = await call(getProduct, { params: { code: spelling }, query: {}, signal })
      const { product } = data
      if (product.lifecycle !== 'active') return retired(product.name, product.lifecycle, product.successor)
      return {
        kind: 'found',
        code: product.code,
        name: product.name,
        quantityDecimals: product.quantityDecimals ?? 0,
        configurable: product.model !== undefined,
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || !(error.status === 404 || error.status === 422)) throw error
    }
  }
  return { kind: 'gone', sentence: `There is no product “${code}”.` }
}

function ofSummary(product: ProductSummary): Found & { code?: string } {
  if (product.lifecycle !== 'active') return retired(product.name, product.lifecycle, undefined)
  const { code, name, quantityDecimals, configurable } = product
  return { kind: 'found', code, name, quantityDecimals, configurable }
}

function retired(name: string, lifecycle: string, successor: string | undefined): Found {
  return {
    kind: 'gone',
    sentence: `${name} is ${lifecycle} and not sold any more.${successor ? ` ${successor} takes its place.` : ''}`,
  }
}
