import { expect, type Page, test } from '@playwright/test'
import { beSignedIn, type Somebody } from './sign-in.ts'

/** A new quote of somebody with one kind of monitor on it, opened. */
async function openQuote(page: Page, username: Somebody): Promise<string> {
  await beSignedIn(page, username)
  const made = await page.request.post('/api/v1/quotes', {
    data: { name: 'Meeting room', lines: [{ product: 'MON-27', quantity: '3' }] },
  })
  const { id } = (await made.json()) as { id: string }
  await page.goto(`/quotes/${id}`)
  return id
}
const quantity = (page: Page) =>
  page.getByRole('row', { name: /Monitor 27/ }).locator('[data-column=quantity]')

async function typeQuantity(page: Page, text: string): Promise<void> {
  await quantity(page).dblclick()
  await page.getByLabel(/^Quantity of Monitor 27/).fill(text)
  await page.keyboard.press('Enter')
}

test('a quantity that is none is refused where it was typed, and the quote stays as it was', async ({
  page,
}) => {
  await openQuote(page, 'anna')
  for (const wrong of ['abc', '-1', '0', '1e308', '1.5']) {
    await typeQuantity(page, wrong)
    await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: 'I have read this' })
      .click({ timeout: 500 })
      .catch(() => {})
    await expect(quantity(page)).toHaveText('3')
  }
  await typeQuantity(page, '4')
  await expect(quantity(page)).toHaveText('4')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})

test('two people in one quote keep what both did, and are asked where they meet', async ({
  page,
  browser,
}) => {
  const id = await openQuote(page, 'anna')
  const context = await browser.newContext()
  const other = await context.newPage()
  // News of the other's change does not arrive in time: else there would be nothing to ask.
  await other.route(/\/events/, (route) => route.abort())
  await beSignedIn(other, 'marta')
  await other.goto(`/quotes/${id}`)
  await expect(quantity(other)).toHaveText('3')

  await typeQuantity(page, '5')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await typeQuantity(other, '7')
  const question = other.getByRole('dialog', { name: 'Two people changed the same thing' })
  await expect(question).toContainText('5')
  await question.getByRole('button', { name: /Keep mine/ }).click()
  await expect(quantity(other)).toHaveText('7')
  await context.close()

  await page.reload()
  await expect(quantity(page)).toHaveText('7')
})

test('what was removed comes back from the toast', async ({ page }) => {
  await openQuote(page, 'anna')
  await quantity(page).click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('No lines yet')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(quantity(page)).toHaveText('3')
})

test('rows of a spreadsheet are added without their total, once it is clear what its numbers mean', async ({
  page,
}) => {
  await openQuote(page, 'anna')
  await page.getByRole('button', { name: 'Add rows from a spreadsheet' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add rows from a spreadsheet' })
  const sheet = ['MON-24\t4', 'CAL-USER\t1.000', 'HYPERVISOR\t2.000', 'GONE-1\t3', 'Total\t3007']
  await dialog.getByLabel('Paste codes and quantities here').fill(sheet.join('\n'))
  const open = dialog.getByRole('region', { name: 'Rows that need a look' })
  await expect(open).toContainText('There is no product “GONE-1”.')
  await open.getByRole('button', { name: '1.000 is 1000, in all of them' }).click()
  await dialog.getByRole('button', { name: 'Add 3 rows, leave out 2' }).click()
  await expect(
    page.getByRole('row', { name: /access licence/ }).locator('[data-column=quantity]'),
  ).toHaveText('1,000 licences')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('row', { name: /access licence/ })).toHaveCount(0)
})
