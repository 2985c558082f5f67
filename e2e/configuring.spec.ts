import { expect, test } from '@playwright/test'
import { signIn } from './sign-in.ts'

test('questions lead to a machine, which is configured, saved, and quoted', async ({ page }) => {
  await signIn(page, 'anna')

  await test.step('the questions', async () => {
    await page.goto('/guides')
    await page.getByRole('link', { name: /Find the right workstation/ }).click()
    await page.getByRole('radio', { name: /CAD and GIS/ }).check()
    await page.getByRole('radio', { name: /Thousands of parts/ }).check()
    await page.getByRole('radio', { name: /At the desk/ }).check()
    const offers = page.getByRole('region', { name: 'What fits' })
    await expect(offers).toContainText('Pilot T2 tower workstation')
    await expect(offers).toContainText('For: CAD and GIS, At the desk')
    await offers.getByRole('link', { name: 'Configure' }).click()
  })

  const summary = page.getByRole('complementary', { name: 'Summary' })
  const option = (question: string, name: RegExp) =>
    page.getByRole('radiogroup', { name: question, exact: true }).getByRole('radio', { name })

  await test.step('what the guide decided is chosen, with stock and a picture', async () => {
    await expect(option('Graphics', /RT 4000/)).toBeChecked()
    await expect(option('Graphics', /RT 4000/)).toContainText(/in stock|in \d+ (days|weeks)/)
    await expect(summary.getByRole('img', { name: /as configured/ })).toBeVisible()
  })

  await test.step('what does not go says why, and is mended with one click', async () => {
    await option('Case', /compact/).click()
    await option('Cooling', /Liquid cooler.* why\?/).click({ force: true }) // not on offer, but it answers
    await expect(page.getByText('The liquid cooler fits into the full-height case only.')).toBeVisible()
    await page.getByRole('button', { name: /^Choose it, give up Case/ }).click()
    await expect(option('Cooling', /Liquid cooler/)).toBeChecked()
    await expect(option('Case', /full height/)).toBeChecked()
  })

  await test.step('the cheapest rest, taken back', async () => {
    const before = await summary.textContent()
    await summary.getByRole('button', { name: 'Cheapest' }).click()
    await expect(page.getByText('The cheapest way with your choices')).toBeVisible()
    await expect(option('Processor', /A3/)).toBeChecked()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(option('Processor', /A5/)).toBeChecked()
    expect(await summary.textContent()).toBe(before)
  })

  await test.step('how the price comes about', async () => {
    await summary.getByRole('button', { name: 'How the price comes about' }).click()
    await expect(page.getByRole('list', { name: 'From list price to total' })).toContainText('List')
    await page.keyboard.press('Escape')
  })

  await test.step('saved, found again, quoted', async () => {
    await summary.getByRole('button', { name: 'Save for later' }).click()
    await summary.getByLabel('Name').fill('Large assemblies')
    await summary.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(summary).toContainText('Saved as Large assemblies')
    await page.goto('/configurations')
    await page.getByRole('link', { name: 'Large assemblies' }).click()
    const products = page.getByRole('list', { name: 'Products of the configuration' })
    await page.getByRole('combobox', { name: 'Add a product' }).fill('MON-27')
    await page.getByRole('option').first().click()
    await expect(products.getByRole('listitem')).toHaveCount(2)
    await products.getByRole('textbox', { name: /^Quantity of .*27/ }).fill('2')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Price it', exact: true }).click()
    await expect(page.getByRole('list', { name: 'From list price to total' })).toContainText('List')
    await page.getByRole('button', { name: 'Make a quote of it' }).click()
    const lines = page.getByRole('treegrid', { name: 'Lines of the quote' })
    await expect(lines).toContainText('Liquid cooler')
    await expect(lines).toContainText('MON-27')
    await page.goto('/configurations')
    await expect(page.getByRole('row', { name: /Large assemblies/ })).toContainText('Quoted')
  })
})

test('a model from a file opens in the configurator', async ({ page }) => {
  await signIn(page, 'anna')
  await page.goto('/configurations/file')
  await page.locator('input[type=file]').setInputFiles({
    name: 'bike.uvl',
    mimeType: 'text/plain',
    buffer: Buffer.from(
      'features\n\tBike\n\t\tmandatory\n\t\t\tFrame\n\t\t\t\talternative\n\t\t\t\t\tSteel\n\t\t\t\t\tCarbon\n\t\toptional\n\t\t\tRack\nconstraints\n\tRack => Steel\n',
    ),
  })
  await page.getByRole('checkbox', { name: 'Rack' }).click() // ticked once the engine has answered
  await expect(page.getByRole('checkbox', { name: 'Rack' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Steel' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Carbon' })).not.toBeChecked()
})
