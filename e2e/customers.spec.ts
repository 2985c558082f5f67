import { expect, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

test('a customer that is there already is noticed while it is written, merged, and parted again', async ({
  page,
}) => {
  await beSignedIn(page, 'marta')
  await page.goto('/customers')
  await page.getByRole('link', { name: 'New customer' }).first().click()
  const company = page.getByRole('textbox', { name: 'Company' })
  await company.fill('Hansewerk Anlagenbau')
  const notice = page.getByRole('status').filter({ hasText: 'Perhaps this customer is there already' })
  await expect(notice.getByRole('link', { name: 'Hansewerk Anlagenbau AG' })).toBeVisible()
  await expect(notice).toContainText('name nearly alike')

  await company.fill('Hansewerk Anlagenbau Nord')
  const parent = page.getByRole('combobox', { name: 'Part of' })
  await parent.fill('Hansewerk Anlagenbau AG')
  await page.getByRole('option', { name: 'Hansewerk Anlagenbau AG' }).click()
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByLabel('Given name').fill('Svenja')
  await page.getByLabel('Family name').fill('Carstens')
  await page.getByRole('button', { name: 'Create customer' }).click()
  await expect(page.getByRole('heading', { name: 'Hansewerk Anlagenbau Nord' })).toBeVisible()

  await page.getByRole('link', { name: 'Hansewerk Anlagenbau AG' }).click()
  await expect(page.getByRole('link', { name: 'Hansewerk Anlagenbau Nord' })).toBeVisible()
  await page.getByRole('button', { name: 'Merge' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('Anlagenbau Nord')
  await page.getByRole('option', { name: 'Hansewerk Anlagenbau Nord' }).click()
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('Svenja Carstens')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Svenja Carstens')).toHaveCount(0)
})
