import { expect, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

test('from signing in to an order, with the mouse', async ({ page: rep, browser }) => {
  await signIn(rep, 'anna')

  await test.step('a quote for a customer', async () => {
    await rep.getByRole('button', { name: 'New quote' }).click()
    const dialog = rep.getByRole('dialog', { name: 'New quote' })
    await dialog.getByRole('combobox', { name: 'Customer' }).fill('hansewerk anl')
    await rep.getByRole('option', { name: 'Hansewerk Anlagenbau AG' }).click()
    await dialog.getByLabel('What it is about').fill('Design office, third floor')
    await dialog.getByRole('button', { name: 'Create quote' }).click()
    await expect(rep.getByRole('heading', { name: 'Design office, third floor' })).toBeVisible()
  })

  await test.step('a machine, configured: what does not fit together says why', async () => {
    await rep.getByLabel('Add a product').fill('pilot t4 *3')
    await rep.getByRole('option', { name: /Pilot T4 tower workstation/ }).click()
    await expect(rep.getByRole('heading', { name: 'Pilot T4 tower workstation' })).toBeVisible()

    const option = (question: string, name: RegExp) =>
      rep.getByRole('radiogroup', { name: question, exact: true }).getByRole('radio', { name })
    await option('Processor', /^Arcton W9 .* 64 cores/).click()
    await option('Cooling', /^Tower cooler.* why\?/).click({ force: true }) // not on offer, but it answers
    await expect(rep.getByText('The cooler must be made for the heat of the processor.')).toBeVisible()
    await rep.getByRole('button', { name: 'Close the explanation' }).click()
    await option('Memory', /^512 GB/).click()
    await expect(rep.getByRole('complementary', { name: 'Summary' })).toContainText('Liquid cooler')
    await expect(rep.getByText('Net for 3')).toBeVisible()
    await rep.getByRole('button', { name: 'Add to the quote' }).click()
  })

  const grid = rep.getByRole('treegrid', { name: 'Lines of the quote' })
  await test.step('a subscription beside it', async () => {
    await expect(grid.getByRole('row', { name: /Pilot T4 tower workstation/ })).toBeVisible()
    await rep.getByLabel('Add a product').fill('bridge pro *25')
    await rep.getByRole('option', { name: /Bridge Pro .*Yearly by seat/ }).click()
    await expect(grid.getByRole('row', { name: /Bridge Pro/ })).toContainText('25')
    await expect(rep.getByRole('button', { name: /^Per year/ })).toBeVisible()
  })

  await test.step('the prices, and how they came about', async () => {
    await grid
      .getByRole('row', { name: /Bridge Pro/ })
      .getByRole('button', { name: /Actions/ })
      .click()
    await rep.getByRole('menuitem', { name: 'Explain the price' }).click()
    const waterfall = rep.getByRole('list', { name: 'From list price to total' })
    await expect(waterfall).toBeVisible()
    await rep.getByRole('button', { name: 'Close the panel' }).click()
  })

  await test.step('a discount with its reason', async () => {
    await rep.getByRole('button', { name: /^Discounts/ }).click()
    await rep.getByLabel('Percent').fill('5')
    await rep.getByLabel('Reason').fill('Framework agreement from next quarter')
    await rep.getByRole('button', { name: 'Give the discount' }).click()
    await expect(rep.getByRole('button', { name: 'Discounts (1)' })).toBeVisible()
    await rep.getByRole('button', { name: 'Close the panel' }).click()
  })

  await test.step('it goes to the manager', async () => {
    await rep.getByRole('button', { name: 'Submit for approval' }).click()
    const dialog = rep.getByRole('dialog', { name: /^Submit for approval/ })
    await dialog.getByLabel('Comment for the approvers').fill('They sign this week.')
    await dialog.getByRole('button', { name: 'Submit for approval' }).click()
    await expect(rep.getByText('waits for Marta Lindqvist')).toBeVisible()
  })
  const number = (await rep.title()).split(' · ')[1]?.split(' ')[0] ?? ''

  await test.step('the manager approves it', async () => {
    const context = await browser.newContext()
    const manager = await context.newPage()
    await signIn(manager, 'marta')
    await manager.getByRole('link', { name: /^Approvals/ }).click()
    const card = manager.getByRole('listitem').filter({ hasText: number })
    await expect(card).toContainText('They sign this week.')
    await card.getByRole('button', { name: /^Approve/ }).click()
    await manager.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(manager.getByText(`Approved ${number}`)).toBeVisible()
    await context.close()
  })

  await test.step('finalized, the document is there', async () => {
    await rep.getByRole('button', { name: 'Finalize' }).click()
    await rep.getByRole('dialog').getByRole('button', { name: 'Finalize' }).click()
    await expect(rep.getByRole('button', { name: 'Record acceptance' })).toBeVisible()
    const pdf = rep.getByRole('link', { name: 'PDF' })
    await expect(pdf).toHaveAttribute('target', '_blank')
    const document = await rep.request.get((await pdf.getAttribute('href')) ?? '')
    expect(document.headers()['content-type']).toBe('application/pdf')
    expect((await document.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  await test.step('accepted by the customer, and an order', async () => {
    await rep.getByRole('button', { name: 'Record acceptance' }).click()
    await rep.getByLabel('Who accepted').fill('Katrin Behrens')
    await rep.getByRole('dialog').getByRole('button', { name: 'Record acceptance' }).click()
    await rep.getByRole('button', { name: 'Convert to order' }).click()
    await rep.getByRole('dialog').getByRole('button', { name: 'Convert to order' }).click()
    await rep.getByRole('link', { name: /^Order / }).click()
    await expect(rep.getByRole('heading', { level: 1 })).toContainText('OR-')
    await expect(rep.getByRole('main')).toContainText('Hansewerk Anlagenbau AG')
    await expect(rep.getByRole('main')).toContainText('Bridge Pro')
  })
})
