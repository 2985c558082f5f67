import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
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
  { name: 'orders', path: '/orders' },
  { name: 'an order', path: '/orders/{orders}' },
  { name: 'customers', path: '/customers' },
  { name: 'a customer', path: '/customers/{customers}' },
  { name: 'editing a customer', path: '/customers/{customers}?edit=true' },
  { name: 'a new customer', path: '/customers/new' },
  { name: 'the catalog', path: '/catalog' },
  { name: 'a product', path: '/catalog/PILOT-T4' },
  { name: 'an unknown address', path: '/nowhere' },
  { name: 'an unknown quote', path: '/quotes/quo_00000000000000000000000000' },
] as const

/** A dialog's own head is no second banner of the page. */
const headsOfDialogs = ['landmark-no-duplicate-banner', 'landmark-unique']

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    for (const given of pages) {
      test(`${given.name} can be used by everybody`, async ({ page }) => {
        if (given.path !== '/sign-in') await beSignedIn(page, 'as' in given ? given.as : 'anna')
        await page.goto(await withIds(page, given.path))
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).disableRules(headsOfDialogs).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`),
        ).toEqual([])
      })
    }
  })
}

/** Fills `{orders}` with the id of the first order, `{DRAFT}` with that of the first draft. */
async function withIds(page: Page, path: string): Promise<string> {
  const place = path.match(/\{(\w+)\}/)?.[1]
  if (!place) return path
  const list = /^[A-Z]/.test(place) ? `quotes?status=${place}` : place
  const answer = await page.request.get(`/api/v1/${list}${list.includes('?') ? '&' : '?'}limit=1`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const id = items[0]?.id
  if (!id) throw new Error(`The demo company has none of ${place}`)
  return path.replace(`{${place}}`, id)
}
