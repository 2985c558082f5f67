import { expect, type Page, test } from '@playwright/test'
import { beSignedIn, leaveChangeSet } from './sign-in.ts'

/** What the preview says of the quote it shows; the pages follow the form when the writer pauses. */
const preview = (page: Page) => page.getByRole('status').filter({ hasText: /this|the clause/i })
const firstPage = (page: Page) => page.getByRole('img', { name: /^Page 1 of/ })

test('an administrator writes a letter into a new template, sees it at once, and puts it into a change set', async ({
  page,
}) => {
  await beSignedIn(page, 'petra')
  await leaveChangeSet(page)
  await page.goto('/new/templates')
  await page.getByLabel('Code', { exact: true }).fill('LETTER')
  await expect(page.getByRole('status').filter({ hasText: 'Not drawn yet' })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).first().fill('With a letter')
  await expect(preview(page)).toHaveText(/can have this template/)
  await expect(firstPage(page)).toBeVisible()
  const before = await firstPage(page).getAttribute('src')

  await page.getByRole('button', { name: 'Add block' }).click()
  await page.getByRole('menuitem', { name: 'Text' }).click()
  const letter = page.getByRole('listitem', { name: /^Text, block 8/ })
  await letter
    .getByRole('textbox', { name: 'Text, English' })
    .fill('Dear {contact},\n\nthank you for asking.')
  for (let at = 8; at > 2; at--)
    await page.getByRole('button', { name: `Move up: Text, block ${at}` }).click()
  await expect.poll(() => firstPage(page).getAttribute('src')).not.toBe(before)

  await page.getByRole('button', { name: 'Create document template' }).click()
  await page.getByLabel('What it is about').fill('Letters')
  await page.getByRole('dialog').getByRole('button', { name: /Start/ }).click()
  await expect(page.getByText('New in the change set')).toBeVisible()
  await leaveChangeSet(page)
})

test('a clause says whether it stands in the quote that is looked at', async ({ page }) => {
  await beSignedIn(page, 'petra')
  await leaveChangeSet(page)
  await page.goto('/new/clauses')
  await page.getByLabel('Code', { exact: true }).fill('EXPORT')
  await page.getByLabel('Name', { exact: true }).fill('Export control')
  await page.getByRole('textbox', { name: 'Text, English' }).fill('Goods may need a licence.')
  await expect(preview(page)).toHaveText(/stands in the terms/)
  await page.getByText('Text', { exact: true }).last().click()
  await page.getByLabel('Only if, as text').fill('currency == "XAU"')
  await expect(preview(page)).toHaveText(/does not stand/)
})
