import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, type Request, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

/** Every page with somebody who may see it; ids are those of the first of a list. */
const pages = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'quotes', path: '/quotes' },
  { name: 'no quote matches', path: '/quotes?q=nothing-like-this' },
  { name: 'a new quote', path: '/quotes?make=true' },
  { name: 'a draft', path: '/quotes/{DRAFT}' },
  { name: 'a finalized quote', path: '/quotes/{FINALIZED}' },
  { name: 'the configurator', path: '/configure/PILOT-T4' },
  { name: 'approvals', path: '/approvals', as: 'marta' },
  { name: 'a decision', path: '/approvals/{PENDING_APPROVAL}', as: 'marta' },
  { name: 'being away', path: '/approvals/away', as: 'marta' },
  { name: 'how approvals go', path: '/approvals/statistics', as: 'admin' },
  { name: 'approval policies', path: '/policies', as: 'admin' },
  { name: 'a policy', path: '/policies/DISCOUNT-15', as: 'admin' },
  { name: 'a new policy', path: '/policies/new', as: 'admin' },
  { name: 'notifications', path: '/notifications', as: 'marta' },
  { name: 'how one is told', path: '/notifications/preferences', as: 'marta' },
  { name: 'mail', path: '/mail', as: 'admin' },
  { name: 'the system', path: '/system', as: 'admin' },
  { name: 'personal data', path: '/persons', as: 'admin' },
  { name: 'settings', path: '/settings', as: 'admin' },
  { name: 'who may do what', path: '/rights', as: 'admin' },
  { name: 'orders', path: '/orders' },
  { name: 'lines over all quotes', path: '/lines' },
  { name: 'an order', path: '/orders/{orders}' },
  { name: 'customers', path: '/customers' },
  { name: 'a customer', path: '/customers/{customers}' },
  { name: 'editing a customer', path: '/customers/{customers}?edit=true' },
  { name: 'a new customer', path: '/customers/new' },
  { name: 'the catalog', path: '/catalog' },
  { name: 'a product', path: '/catalog/PILOT-T4' },
  { name: 'what is published of prices', path: '/pricing', as: 'petra' },
  { name: 'a price', path: '/reference/prices/CAM-4K.BUY.EUR', as: 'petra' },
  { name: 'a price rule', path: '/reference/rules/AUTUMN-T2', as: 'petra' },
  { name: 'a bundle', path: '/reference/products/DESK-STANDARD', as: 'oskar' },
  { name: 'a new product', path: '/new/products', as: 'oskar' },
  { name: 'a new discount', path: '/new/discounts', as: 'petra' },
  { name: 'a model in the workbench', path: '/models/PILOT-C1', as: 'oskar' },
  { name: 'change sets', path: '/change-sets', as: 'petra' },
  { name: 'a published change set', path: '/change-sets/{published}', as: 'petra' },
  { name: 'an open change set', path: '/change-sets/{open}', as: 'petra' },
  { name: 'the history of a price', path: '/history/prices/CAM-4K.BUY.EUR', as: 'petra' },
  { name: 'import and export', path: '/exchange', as: 'petra' },
  { name: 'an unknown address', path: '/nowhere' },
  { name: 'an unknown quote', path: '/quotes/quo_00000000000000000000000000' },
] as const

/** A dialog's own head is no second banner of the page. */
const headsOfDialogs = ['landmark-no-duplicate-banner', 'landmark-unique']

for (const given of pages) {
  test(`${given.name} can be used by everybody, in light and dark`, async ({ page }) => {
    const quiet = whenQuiet(page)
    if (given.path !== '/sign-in') await beSignedIn(page, 'as' in given ? given.as : 'anna')
    await page.goto(await withIds(page, given.path))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await quiet()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator(`[data-mantine-color-scheme=${colorScheme}]`)).toBeAttached()
      const { violations } = await rulesFor(page, colorScheme).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`),
        colorScheme,
      ).toEqual([])
    }
  })
}

/** All rules by day; by night those about colours, as nothing else can be another. */
function rulesFor(page: Page, colorScheme: 'light' | 'dark'): AxeBuilder {
  const axe = new AxeBuilder({ page })
  return colorScheme === 'light' ? axe.disableRules(headsOfDialogs) : axe.withRules(['color-contrast'])
}

/**
 * Waits until nothing is loaded any more. Connections that follow events stay open and do not count, and of what a worker
 * loads one does not always hear the end: silence for some seconds is as good.
 */
function whenQuiet(page: Page): () => Promise<void> {
  const loading = new Set<Request>()
  let since = Date.now()
  page.on('request', (request) => {
    since = Date.now()
    if (request.resourceType() !== 'eventsource') loading.add(request)
  })
  const ended = (request: Request) => {
    loading.delete(request)
    since = Date.now()
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return () => expect.poll(() => Date.now() - since > (loading.size === 0 ? 400 : 3000)).toBe(true)
}

/** What `{DRAFT}` and the like are the first of; any other word is a list of its own. */
const lists: Readonly<Record<string, string>> = {
  DRAFT: 'quotes?status=DRAFT',
  FINALIZED: 'quotes?status=FINALIZED',
  PENDING_APPROVAL: 'quotes?status=PENDING_APPROVAL',
  open: 'change-sets?status=open',
  published: 'change-sets?status=published',
}

/** Fills `{orders}` with the id of the first order, `{DRAFT}` with that of the first draft. */
async function withIds(page: Page, path: string): Promise<string> {
  const place = path.match(/\{(\w+)\}/)?.[1]
  if (!place) return path
  const list = lists[place] ?? place
  const answer = await page.request.get(`/api/v1/${list}${list.includes('?') ? '&' : '?'}limit=1`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const id = items[0]?.id
  if (!id) throw new Error(`The demo company has none of ${place}`)
  return path.replace(`{${place}}`, id)
}
