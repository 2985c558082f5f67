import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../browser.ts'
import { timesOfEdit, watchEdits } from './workspace/browser-watch.ts'
import { type RunningProduct, startProduct } from './workspace/running-product.ts'

type Quote = { id: string; seq: number; lines: { id: string; quantity: string }[] }

/**
 * The workspace with 100 and with 10,000 lines, in a real browser and for the server alone, in milliseconds (medians):
 * from the address to rows and totals on the screen; from Enter to the new totals on the screen and to the edit being
 * saved; from pasted rows to the rows being there and saved; and the server's answer to one change, of a node that
 * has the quote at hand and of one that was started for it.
 */
export async function run(): Promise<Record<string, number>> {
  const product = await startProduct()
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments })
  try {
    const results: Record<string, number> = {}
    for (const lines of [100, 10_000]) {
      const quote = await makeQuote(product, lines)
      Object.assign(results, await serverAlone(product, quote))
      Object.assign(results, await inBrowser(browser, product, quote, lines))
    }
    for (const what of ['edit', 'server', 'add'])
      results[`workspace.${what}.ratio`] =
        (results[`workspace.${what}.10000.ms`] ?? 0) / (results[`workspace.${what}.100.ms`] ?? 1)
    return results
  } finally {
    await browser.close()
    await product.close()
  }
}

async function makeQuote(product: RunningProduct, count: number): Promise<Quote> {
  const codes = await plainProducts(product)
  const lines = Array.from({ length: count }, (_, index) => ({
    product: codes[index % codes.length],
    quantity: String((index % 9) + 1),
  }))
  const [customer] = (await product.call<{ items: { id: string }[] }>('GET', '/customers?limit=1')).items
  return product.call('POST', '/quotes', { customer: customer?.id, lines, name: `${count} lines` })
}

async function plainProducts(product: RunningProduct): Promise<string[]> {
  const { items } = await product.call<{
    items: { code: string; configurable: boolean; bundle: boolean; plans: { unitAmount?: string }[] }[]
  }>('GET', '/products?limit=200&currency=EUR&lifecycle=active')
  return items
    .filter((each) => !each.configurable && !each.bundle && each.plans[0]?.unitAmount)
    .map((each) => each.code)
}

/** Changes over HTTP, each until its answer is there: a quantity, a line in the middle that comes and goes. */
async function serverAlone(product: RunningProduct, quote: Quote): Promise<Record<string, number>> {
  const { length } = quote.lines
  const line = quote.lines[length >> 1]?.id
  let { seq } = quote
  const change = async (command: object) => {
    const started = performance.now()
    const answer = await product.call<{ seq: number }>('POST', `/quotes/${quote.id}/changes`, {
      seq,
      commands: [command],
    })
    seq = answer.seq
    return performance.now() - started
  }
  const edits: number[] = []
  const adds: number[] = []
  const id = (round: number) => `lin_bench${round}of${length}`
  const [added] = await plainProducts(product)
  for (let round = 0; round < 11; round++) {
    edits.push(await change({ type: 'setQuantity', line, quantity: String(20 + round) }))
    adds.push(await change({ type: 'addLine', line: { id: id(round), product: added, after: line } }))
    await change({ type: 'removeLine', line: id(round) })
  }
  await product.restart()
  await product.call('GET', '/quotes?limit=1')
  const cold = await change({ type: 'setQuantity', line, quantity: '7' })
  return {
    [`workspace.server.${length}.ms`]: median(edits),
    [`workspace.add.${length}.ms`]: median(adds),
    [`workspace.cold.${length}.ms`]: cold,
  }
}

async function inBrowser(
  browser: Browser,
  product: RunningProduct,
  quote: Quote,
  lines: number,
): Promise<Record<string, number>> {
  const context = await browser.newContext({ baseURL: product.url, viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await signIn(page, product)
    const opened = await openings(page, quote)
    await watchEdits(page)
    const edits = await quantities(page)
    return {
      [`workspace.open.${lines}.ms`]: opened,
      [`workspace.edit.${lines}.ms`]: median(edits.map((edit) => edit.shown)),
      [`workspace.save.${lines}.ms`]: median(edits.map((edit) => edit.saved)),
      ...(lines === 10_000 && { 'workspace.paste.1000.ms': await paste(page, await plainProducts(product)) }),
    }
  } finally {
    await context.close()
  }
}

async function signIn(page: Page, product: RunningProduct): Promise<void> {
  const { username, password } = product.rep
  await page.goto('/')
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Quotes' }).first().waitFor()
}

/** From the address to lines and totals on the screen, everything but the browser's own cache new each time. */
async function openings(page: Page, quote: Quote): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    await page.goto('about:blank')
    await page.goto(`/quotes/${quote.id}`, { waitUntil: 'commit' })
    await page.waitForFunction(
      () =>
        document.querySelector('[role=treegrid] [data-column=quantity]') !== null &&
        document.querySelector('[aria-label="Totals"]') !== null,
      undefined,
      { polling: 'raf' },
    )
    times.push(await page.evaluate(() => performance.now()))
  }
  return median(times)
}

async function quantities(page: Page): Promise<{ shown: number; saved: number }[]> {
  const edits: { shown: number; saved: number }[] = []
  // What is prepared in the background after opening is not part of an edit.
  await page.waitForTimeout(2000)
  for (let round = 0; round < 12; round++) {
    const cell = page.locator('[role=row][data-kind=line] [data-column=quantity]').nth(3)
    await cell.click()
    await page.keyboard.type(String(30 + round))
    await page.keyboard.press('Enter')
    edits.push(await timesOfEdit(page))
  }
  return edits
}

/** From the paste to the rows in the quote and its new totals: reading, looking up, showing, adding, pricing. */
async function paste(page: Page, codes: string[]): Promise<number> {
  const text = Array.from(
    { length: 1000 },
    (_, row) => `${codes[row % codes.length]}\t${(row % 7) + 1}`,
  ).join('\n')
  await page.locator('[role=row][data-kind=line] [data-column=product]').nth(3).click()
  const before = await page.locator('[aria-label="Totals"]').textContent()
  const started = await page.evaluate((rows) => {
    const started = performance.now()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', rows)
    const target = document.querySelector('[role=treegrid] [data-column=product]')
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    return started
  }, text)
  await page.getByRole('button', { name: 'Add 1000 rows' }).click()
  await page.waitForFunction(
    (old) => {
      const totals = document.querySelector('[aria-label="Totals"]')
      return totals?.textContent !== old && totals?.getAttribute('aria-busy') === 'false'
    },
    before,
    { polling: 'raf', timeout: 120_000 },
  )
  return (await page.evaluate(() => performance.now())) - started
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
