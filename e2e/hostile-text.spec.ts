import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { asked } from './api.ts'
import { beSignedIn } from './sign-in.ts'

/** What would run, load or lead somewhere if any page took a text for more than a text. */
const hostile = (where: string) =>
  `Zz ${where} "'><img src=x onerror="stolen(1)"><svg onload="stolen(2)">{{7*7}}`
const link = '[click](javascript:stolen(3)) javascript:stolen(4)'
const longWord = 'W'.repeat(9000)

/** A customer and their quote, every text of which is hostile; it waits for Marta's word. */
async function hostileQuote(request: APIRequestContext): Promise<{ customer: string; quote: string }> {
  const text = `${hostile('text')}\n${link}\n${longWord}`
  const customer = await asked(request, 'POST', '/customers', {
    company: hostile('customer'),
    currency: 'EUR',
    contacts: [
      { givenName: hostile('contact'), familyName: 'B', email: 'zz@example.com', phone: '+49 30 1' },
    ],
  })
  const draft = await asked(request, 'POST', '/quotes', {
    name: hostile('quote'),
    customer: customer.id,
    notes: text,
    opportunity: `javascript:stolen(5)`,
    lines: [{ product: 'MON-27', quantity: '8', notes: text }],
  })
  const reason = hostile('reason')
  await asked(request, 'POST', `/quotes/${draft.id}/commands`, {
    seq: draft.seq,
    commands: [
      { type: 'addGroup', name: hostile('group') },
      { type: 'applyDiscount', discount: { type: 'PERCENTAGE', value: '17', reason } },
      { type: 'setQuote', fields: { terms: text, paymentTerms: link } },
    ],
  })
  await asked(request, 'POST', `/quotes/${draft.id}/submit`, { comment: hostile('comment') })
  return { customer: customer.id, quote: draft.id }
}

test('whatever people write is shown as what they wrote, on every page, to the customer too', async ({
  page,
  browser,
}) => {
  const broken: string[] = []
  const watch = async (watched: Page) => {
    await watched.exposeFunction('stolen', (which: number) => broken.push(`a script ran: ${which}`))
    await watched.exposeFunction('violated', (what: string) => broken.push(`against the policy: ${what}`))
    await watched.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        (window as unknown as { violated(what: string): void }).violated(
          `${event.effectiveDirective} ${event.blockedURI} on ${location.pathname}`,
        ),
      ),
    )
    watched.on('dialog', (dialog) => broken.push(`a dialog: ${dialog.message()}`))
  }
  const reads = async (reader: Page, path: string, where: string) => {
    await reader.goto(path)
    await expect(reader.getByText(hostile(where)).filter({ visible: true }).first()).toBeVisible()
    expect(await reader.locator('a[href^="javascript:" i], img[src="x"]').count(), path).toBe(0)
    const width = await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(width, `${path} is wider than the window`).toBeLessThanOrEqual(0)
  }
  await watch(page)
  await beSignedIn(page, 'anna')
  const { customer, quote } = await hostileQuote(page.request)
  await reads(page, `/quotes/${quote}`, 'quote')
  await reads(page, '/quotes?q=Zz', 'customer')
  await reads(page, `/customers/${customer}`, 'contact')
  await reads(page, '/customers?q=Zz', 'customer')

  await beSignedIn(page, 'marta')
  await reads(page, `/approvals/${quote}`, 'comment')
  for (const approver of ['marta', 'frieda', 'lucia'] as const) {
    await beSignedIn(page, approver)
    await asked(page.request, 'POST', `/quotes/${quote}/approve`, { comment: hostile('decision') })
  }
  await beSignedIn(page, 'anna')
  await expect
    .poll(async () => (await asked(page.request, 'GET', `/quotes/${quote}`)).status)
    .toBe('APPROVED')
  await asked(page.request, 'POST', `/quotes/${quote}/finalize`, {})
  const { url } = await asked<{ url: string }>(page.request, 'POST', `/quotes/${quote}/proposals`, {
    recipient: { name: hostile('recipient') },
  })

  const customers = await (await browser.newContext()).newPage()
  await watch(customers)
  const path = new URL(url).pathname
  await reads(customers, path, 'quote')
  await customers.getByLabel('Your question').fill(hostile('question'))
  await customers.getByRole('button', { name: 'Send' }).click()
  await expect(customers.getByRole('listitem').getByText(hostile('question'))).toBeVisible()
  await customers.getByRole('button', { name: 'Decline' }).click()
  await customers.getByLabel('Why not?').fill(hostile('why not'))
  await customers.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(customers.getByRole('status').getByText(hostile('why not'))).toBeVisible()

  await page.goto(`/quotes/${quote}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: /customer’s page/i }).click()
  await expect(page.getByText(hostile('question')).first()).toBeVisible()
  expect(broken).toEqual([])
})
