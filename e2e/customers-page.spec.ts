import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { asked } from './api.ts'
import { beSignedIn } from './sign-in.ts'

type Quote = { id: string; number: string; seq: number; status: string; lines: { id: string }[] }

/** A finalized quote for a customer who reads English: seats from 1 to 5, and a monitor that may be taken. */
async function offered(request: APIRequestContext): Promise<Quote> {
  const found = await asked<{ items: { id: string }[] }>(request, 'GET', '/customers?q=C-10024')
  const draft = await asked(request, 'POST', '/quotes', {
    customer: found.items[0]?.id,
    lines: [
      { product: 'BRIDGE-ESSENTIALS', quantity: '2' },
      { product: 'MON-24', quantity: '1', optional: true },
    ],
  })
  const fields = { customerQuantity: { min: '1', max: '5' } }
  await asked(request, 'POST', `/quotes/${draft.id}/commands`, {
    seq: draft.seq,
    commands: [{ type: 'setLine', line: draft.lines[0]?.id, fields }],
  })
  await asked(request, 'POST', `/quotes/${draft.id}/submit`, {})
  await expect.poll(async () => (await asked(request, 'GET', `/quotes/${draft.id}`)).status).toBe('APPROVED')
  return asked(request, 'POST', `/quotes/${draft.id}/finalize`, {})
}

async function linkTo(request: APIRequestContext, quote: Quote): Promise<{ path: string; id: string }> {
  const answer = await request.post(`/api/v1/quotes/${quote.id}/proposals`, {
    data: { recipient: { name: 'Freya Lockwood' } },
  })
  const { url, proposal } = (await answer.json()) as { url: string; proposal: { id: string } }
  return { path: new URL(url).pathname, id: proposal.id }
}

const total = (page: Page) => page.getByRole('complementary').getByText(/€/).last()

test.describe('the customer’s page', () => {
  let quote: Quote
  let link: { path: string; id: string }
  test.beforeEach(async ({ page, browser }) => {
    const seller = await browser.newContext()
    const sellerPage = await seller.newPage()
    await beSignedIn(sellerPage, 'anna')
    quote = await offered(sellerPage.request)
    link = await linkTo(sellerPage.request, quote)
    await seller.close()
    await page.goto(link.path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  test('prices what is taken and how many at once, and is accepted with a typed signature', async ({
    page,
  }) => {
    const before = await total(page).textContent()
    // The box stands as the server has answered, a moment after the click.
    await page.getByRole('checkbox', { name: /^Include Monitor/ }).click()
    await expect(total(page)).not.toHaveText(before ?? '')
    const withMonitor = await total(page).textContent()
    await page.getByRole('button', { name: /^More Bridge/ }).click()
    await expect(total(page)).not.toHaveText(withMonitor ?? '')

    await page.getByRole('button', { name: 'Accept and sign' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(dialog.getByText('Tick the box to agree')).toBeVisible()
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(page.getByText(/^Accepted by Freya Lockwood/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Accept and sign' })).toHaveCount(0)
    const pdf = await page.request.get(link.path.replace('/p/', '/api/v1/proposals/') + '/pdf')
    expect(pdf.headers()['content-disposition']).toMatch(/-signed\.pdf/)
  })

  test('shows the seller at once that it was opened and what was asked, and the customer the answer', async ({
    page,
    browser,
  }) => {
    const seller = await (await browser.newContext()).newPage()
    await beSignedIn(seller, 'anna')
    await seller.goto(`/quotes/${quote.id}`)
    await seller.getByRole('button', { name: 'More actions' }).click()
    await seller.getByRole('menuitem', { name: /customer’s page/i }).click()
    await expect(seller.getByText(/opened the page/)).toBeVisible()
    await page.getByLabel('Your question').fill('Is the cable in the box?')
    await page.getByRole('button', { name: 'Send' }).click()
    // Much sooner than anything that looks every minute.
    await expect(seller.getByText('Is the cable in the box?').first()).toBeVisible({ timeout: 15_000 })
  })

  test('is declined with a reason', async ({ page }) => {
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByLabel('Why not?').fill('Too late in the year')
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
    await expect(page.getByText('“Too late in the year”')).toBeVisible()
  })

  test('accepts nothing by being opened, and leads nowhere once it is taken back', async ({
    page,
    browser,
  }) => {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await page.request.fetch(link.path, { method })
      expect(answer.ok()).toBe(true)
    }
    await page.reload()
    await expect(page.getByRole('button', { name: 'Accept and sign' })).toBeVisible()
    const seller = await (await browser.newContext()).newPage()
    await beSignedIn(seller, 'anna')
    const gone = await seller.request.delete(`/api/v1/quotes/${quote.id}/proposals/${link.id}`)
    expect(gone.status()).toBe(204)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'This page cannot be opened' })).toBeVisible()
  })

  test('is signed by hand on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Draw', { exact: true }).click()
    const pad = await dialog.getByRole('img', { name: /^Draw your signature/ }).boundingBox()
    if (!pad) throw new Error('there is no field to draw in')
    await page.mouse.move(pad.x + 40, pad.y + 60)
    await page.mouse.down()
    for (let at = 1; at <= 12; at++) await page.mouse.move(pad.x + 40 + at * 15, pad.y + 60 + (at % 3) * 14)
    await page.mouse.up()
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(page.getByText(/^Accepted by Freya Lockwood/)).toBeVisible()
  })
})
