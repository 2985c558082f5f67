import { type APIRequestContext, expect, test } from '@playwright/test'
import { asked } from './api.ts'
import { beSignedIn } from './sign-in.ts'

type Quote = { id: string; status: string; order?: { id: string } }

/** From a draft to its order, as the approval of small amounts allows without anybody. */
async function sell(request: APIRequestContext, id: string): Promise<string> {
  await asked(request, 'POST', `/quotes/${id}/submit`, {})
  await expect.poll(async () => (await asked(request, 'GET', `/quotes/${id}`)).status).toBe('APPROVED')
  await asked(request, 'POST', `/quotes/${id}/finalize`, {})
  await asked(request, 'POST', `/quotes/${id}/accept`, { name: 'Lotte Maes' })
  return (await asked(request, 'POST', `/quotes/${id}/convert`, {})).order?.id ?? ''
}

test('an order’s contract is amended, and the order of the amendment leads back to it', async ({ page }) => {
  await beSignedIn(page, 'anna')
  const { request } = page
  const found = await asked<{ items: { id: string }[] }>(request, 'GET', '/customers?q=C-10018')
  const term = { start: '2027-01-01', months: 12 }
  const draft = await asked(request, 'POST', '/quotes', {
    customer: found.items[0]?.id,
    lines: [{ product: 'BRIDGE-ESSENTIALS', quantity: '5', term }, { product: 'INSIGHT' }],
  })
  const order = await sell(request, draft.id)

  await page.goto(`/orders/${order}`)
  await page.getByRole('link', { name: /^CT-/ }).click()
  const contract = page.getByRole('heading', { level: 1 })
  await expect(contract).toHaveText(/^CT-/)
  const number = (await contract.textContent()) ?? ''
  await expect(page.getByRole('table', { name: 'Subscriptions' })).toContainText('Dec 31, 2027')

  await page.getByRole('button', { name: 'Amend' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Make the quote' })).toBeDisabled()
  await dialog.getByLabel('From').fill('2027-07-01')
  await dialog.getByLabel('Bridge Essentials').fill('2')
  await dialog.getByRole('button', { name: 'Make the quote' }).click()

  await expect(page.getByText(`Changes ${number} from Jul 1, 2027`)).toBeVisible()
  await expect(page.getByRole('row', { name: /Credit: Bridge Essentials/ })).toBeVisible()
  const amendment = await sell(request, page.url().split('/').pop() ?? '')

  await page.goto(`/orders/${amendment}`)
  await page.getByRole('link', { name: number }).click()
  const subscriptions = page.getByRole('table', { name: 'Subscriptions' })
  await expect(subscriptions.getByRole('row', { name: /Ended/ })).toContainText('Jun 30, 2027')
  await expect(subscriptions.getByRole('row', { name: /Bridge Essentials.*Active/ })).toContainText('2')

  // What has no end ends with notice, without a quote.
  const endless = subscriptions.getByRole('row', { name: /Insight/ })
  await expect(endless).toContainText('no end')
  await beSignedIn(page, 'ingrid')
  await page.reload()
  await page.getByRole('button', { name: 'Give notice' }).click()
  await dialog.getByLabel('Last day').fill('2027-09-30')
  await dialog.getByRole('button', { name: 'Give notice' }).click()
  await expect(endless).toContainText('Sep 30, 2027')
  await expect(endless).toContainText('notice given')
})

test('lines of an order are found by their status and delivered from the list', async ({ page }) => {
  await beSignedIn(page, 'anna')
  const { request } = page
  const found = await asked<{ items: { id: string }[] }>(request, 'GET', '/customers?q=C-10018')
  const draft = await asked<Quote & { number: string }>(request, 'POST', '/quotes', {
    customer: found.items[0]?.id,
    lines: [{ product: 'MON-24' }, { product: 'BRIDGE-ESSENTIALS' }],
  })
  const order = await sell(request, draft.id)
  await beSignedIn(page, 'marta')
  await page.goto('/lines?status=deliver')
  await page.getByLabel('Search lines').fill(draft.number)
  // Another list begins with nothing picked.
  await expect(page).toHaveURL(/q=QT-/)
  await page.getByRole('checkbox', { name: /^Pick Monitor/ }).check()
  await page.getByRole('button', { name: 'Mark as delivered' }).click()
  await expect(page.getByText('1 line delivered')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /^Pick Monitor/ })).toHaveCount(0)
  await page.goto(`/orders/${order}`)
  await page.getByRole('checkbox', { name: 'Pick Bridge Essentials' }).check()
  await page.getByRole('button', { name: 'Mark as delivered' }).click()
  await expect(page.getByText(/is delivered/)).toBeVisible()
})
