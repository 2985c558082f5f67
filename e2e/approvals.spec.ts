import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

/** A quote of Anna's that her manager has to look at; made through the API, since this journey is about deciding. */
async function submitted(page: Page, name: string): Promise<{ id: string; number: string }> {
  const customers = await page.request.get('/api/v1/customers?q=Hansewerk&limit=1')
  const { items } = (await customers.json()) as { items: { id: string }[] }
  const made = await page.request.post('/api/v1/quotes', {
    data: { name, customer: items[0]?.id, lines: [{ product: 'BRIDGE-PRO', quantity: '30' }] },
  })
  const quote = (await made.json()) as { id: string; number: string; seq: number }
  const answer = await page.request.post(`/api/v1/quotes/${quote.id}/submit`, {
    data: {},
    headers: { 'if-match': `"${quote.seq}"` },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return quote
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

test('a manager hears of quotes and decides; who looks after approvals keeps them moving', async ({
  page: manager,
  browser,
}) => {
  const rep = await (await browser.newContext()).newPage()
  const admin = await (await browser.newContext()).newPage()
  await Promise.all([beSignedIn(rep, 'anna'), beSignedIn(manager, 'marta'), beSignedIn(admin, 'admin')])
  await manager.goto('/approvals')
  await expect(manager.getByRole('heading', { name: 'Approvals' })).toBeVisible()
  const { number } = await submitted(rep, 'Design office')
  const inbox = (name: string) =>
    manager.getByRole('list', { name: 'Approvals' }).getByRole('listitem').filter({ hasText: name })

  await test.step('it appears by itself, without loading the page again', async () => {
    await expect(manager.getByText(number)).toBeVisible()
    await expect(manager.getByRole('button', { name: /^Notifications, \d+ unread$/ })).toBeVisible()
    await expectAccessible(manager)
  })

  await test.step('its page has what one needs to decide, and one approves it there', async () => {
    await inbox(number).getByRole('link').first().click()
    await expect(manager.getByRole('heading', { name: 'What is asked, and why' })).toBeVisible()
    await expect(manager.getByRole('list', { name: 'From list price to total' })).toBeVisible()
    await expectAccessible(manager)
    await manager.getByRole('button', { name: 'Approve' }).click()
    const dialog = manager.getByRole('dialog', { name: `Approve ${number}` })
    await dialog.getByLabel('Comment').fill('Good deal')
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await expect(manager.getByText('Good deal').first()).toBeVisible()
  })

  const [studio, showroom, stock] = await Promise.all(
    ['Studio', 'Showroom', 'Stock room'].map((name) => submitted(rep, name)),
  )

  await test.step('several are approved at once', async () => {
    await manager.goto('/approvals')
    for (const quote of [studio, showroom]) {
      await manager.getByRole('checkbox', { name: `Choose ${quote?.number}` }).click()
    }
    await manager.keyboard.press('Shift+A')
    const dialog = manager.getByRole('dialog', { name: 'Approve 2 quotes' })
    await expect(dialog.getByText(studio?.number ?? '')).toBeVisible()
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await expect(manager.getByText('Approved 2 quotes')).toBeVisible()
    await expect(inbox(showroom?.number ?? '')).toHaveCount(0)
  })

  await test.step('one sees what waits too long, and asks somebody else', async () => {
    await admin.goto('/approvals?show=open')
    await expect(
      admin.getByText('Nobody decided in time; Ingrid Solberg was asked too').first(),
    ).toBeVisible()
    await expect(admin.getByText('overdue since').first()).toBeVisible()
    await admin.getByRole('button', { name: `Ask somebody else about ${stock?.number}` }).click()
    const dialog = admin.getByRole('dialog', { name: 'Ask somebody else' })
    await dialog.getByRole('combobox', { name: 'Who decides' }).click()
    await admin.getByRole('option', { name: 'Frieda Albrecht' }).click()
    await dialog.getByLabel('Why').fill('Marta is on her way home')
    await dialog.getByRole('button', { name: 'Pass on' }).click()
    await expect(admin.getByText('asked Frieda Albrecht instead')).toBeVisible()
    await expect(inbox(stock?.number ?? '')).toHaveCount(0)
  })

  await test.step('and names a deputy for somebody who is away', async () => {
    await admin.getByRole('link', { name: 'Away?' }).click()
    await expectAccessible(admin)
    const form = admin.locator('form').last()
    await form.getByRole('combobox', { name: 'Who is away' }).click()
    await admin.getByRole('option', { name: 'Paul Desmarais' }).click()
    await form.getByRole('combobox', { name: 'Deputy' }).click()
    await admin.getByRole('option', { name: 'Denise Okafor' }).click()
    await form.getByRole('button', { name: 'Name deputy' }).click()
    await expect(admin.getByText('Paul Desmarais: Denise Okafor decides')).toBeVisible()
    await admin.getByRole('button', { name: 'Paul Desmarais is back' }).click()
    await expect(admin.getByText('Paul Desmarais: Denise Okafor decides')).toHaveCount(0)
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a manager rejects a quote with a reason', async ({ page, browser }) => {
    const rep = await (await browser.newContext()).newPage()
    await beSignedIn(rep, 'anna')
    await beSignedIn(page, 'marta')
    const { id, number } = await submitted(rep, 'Workshop')
    await page.goto(`/approvals/${id}`)
    await expect(page.getByRole('heading', { name: 'What is asked, and why' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Reject' }).click()
    const dialog = page.getByRole('dialog', { name: `Reject ${number}` })
    await dialog.getByLabel('Why').fill('Too cheap')
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await expect(page.getByText('Too cheap').first()).toBeVisible()
  })
})
