import { expect, test } from '@playwright/test'
import { beSignedIn, leaveChangeSet } from './sign-in.ts'

// One after the other: a person works in one change set at a time.
test.describe.configure({ mode: 'default' })

test('a product administrator makes a product with its plan and price in one go', async ({ page }) => {
  await beSignedIn(page, 'oskar')
  await leaveChangeSet(page)
  await page.goto('/new/products')
  await page.getByLabel('Code', { exact: true }).fill('STAND-ALU')
  await page.getByLabel('Name', { exact: true }).fill('Notebook stand')
  await page.getByLabel('List price per unit').fill('free')
  await page.getByRole('button', { name: 'Create product' }).click()
  const dialog = page.getByRole('dialog', { name: 'New change set' })
  await dialog.getByLabel('What it is about').fill('A stand')
  await dialog.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByText('must be a decimal such as')).toBeVisible()

  await page.getByLabel('List price per unit').fill('39,90')
  await page.getByRole('button', { name: 'Create product' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notebook stand' })).toBeVisible()
  await page.getByRole('link', { name: 'Look at it' }).click()
  for (const code of ['STAND-ALU', 'STAND-ALU.BUY', 'STAND-ALU.BUY.EUR']) {
    await expect(page.getByRole('link', { name: code, exact: true })).toBeVisible()
  }
  await expect(page.getByText(/39\.90 EUR/)).toBeVisible()
})

test('a model is built by hand, contradicts itself, and is mended by a table from a spreadsheet', async ({
  page,
}) => {
  await beSignedIn(page, 'oskar')
  await leaveChangeSet(page)
  await page.goto('/new/models')
  await page.getByLabel('Code', { exact: true }).fill('STAND')
  await page.getByLabel('Name', { exact: true }).fill('Monitor stand')
  await page.getByRole('button', { name: 'Create model' }).click()
  const dialog = page.getByRole('dialog', { name: 'New change set' })
  await dialog.getByLabel('What it is about').fill('A stand to choose')
  await dialog.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Model Monitor stand' })).toBeVisible()

  await test.step('questions and their answers', async () => {
    const first = page.getByRole('group', { name: 'Variable variable1' })
    await first.getByLabel('Option', { exact: true }).first().fill('steel')
    await first.getByLabel('Option', { exact: true }).nth(1).fill('carbon')
    await first.getByLabel('Numbers', { exact: true }).first().pressSequentially('kg=4')
    await first.getByLabel('Label', { exact: true }).first().fill('Frame')
    await first.getByLabel('Code', { exact: true }).fill('frame')
    await page.getByRole('button', { name: 'Add variable' }).click()
    const second = page.getByRole('group', { name: 'Variable variable2' })
    await second.getByLabel('Option', { exact: true }).first().fill('desk')
    await second.getByLabel('Option', { exact: true }).nth(1).fill('wall')
    await second.getByLabel('Code', { exact: true }).fill('mount')
    await expect(page.getByText('4 valid configurations')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Frame' })).toBeVisible()
  })

  await test.step('two rules that contradict each other, with the smallest cause', async () => {
    await page.getByText('Rules', { exact: true }).click()
    for (const [index, rule] of ['frame == "steel"', 'frame == "carbon"'].entries()) {
      await page.getByRole('button', { name: 'Add rule' }).click()
      await page.getByRole('menuitem', { name: 'Written as text' }).click()
      const group = page.getByRole('group', { name: `Rule rule${index + 1}` })
      await group.getByLabel('Sentence, for people').fill(`Only ${rule}.`)
      await group.getByLabel('Then').fill(`${rule.replace('frame', 'fram')}`)
      await expect(group.getByText('There is no “fram”. Did you mean frame or frame.kg?')).toBeVisible()
      await group.getByLabel('Then').fill(rule)
    }
    await expect(page.getByText('No valid configuration', { exact: true })).toBeVisible()
    await expect(
      page.getByText('No configuration keeps all of: Only frame == "steel". Only frame == "carbon".'),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Remove rule2' }).click()
    await page.getByRole('button', { name: 'Remove rule1' }).click()
  })

  await test.step('a rule from a template, without a word of code', async () => {
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByRole('menuitem', { name: 'One thing requires another' }).click()
    await page.getByRole('combobox', { name: 'Whoever chooses' }).fill('carbon')
    await page.getByRole('option', { name: 'Frame: carbon' }).click()
    await page.getByRole('combobox', { name: 'needs' }).fill('desk')
    await page.getByRole('option', { name: 'mount: desk' }).click()
    await page.getByRole('button', { name: 'Make this rule' }).click()
    await expect(page.getByLabel('Sentence, for people')).toHaveValue('Frame: carbon needs mount: desk.')
    await expect(page.getByText('3 valid configurations')).toBeVisible()
    await page.getByRole('button', { name: 'Remove rule1' }).click()
  })

  await test.step('a compatibility table is pasted', async () => {
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByRole('menuitem', { name: 'Table from a spreadsheet' }).click()
    await page.getByLabel('Table').fill('frame\tmount\nsteel\troof')
    await expect(page.getByText('Row 2: “mount” cannot be “roof”.')).toBeVisible()
    await page.getByLabel('Table').fill('frame\tmount\nsteel\tdesk\nsteel\twall\ncarbon\tdesk')
    await expect(page.getByText('3 combinations')).toBeVisible()
    await page.getByRole('button', { name: 'Only these are allowed' }).click()
    await expect(page.getByText('3 valid configurations')).toBeVisible()
  })

  await test.step('a question gets another code, and its rules with it', async () => {
    await page.getByText('Variables', { exact: true }).click()
    await page
      .getByRole('group', { name: 'Variable mount' })
      .getByLabel('Code', { exact: true })
      .fill('place')
    await page.getByText('Rules', { exact: true }).click()
    await expect(page.getByLabel('Table', { exact: true })).toHaveValue(/^frame +; place\n/)
    await expect(page.getByText('3 valid configurations')).toBeVisible()
  })

  await test.step('a slot holds a part made beside it', async () => {
    await page.getByText('Groups and slots').click()
    await page.getByRole('button', { name: 'New part' }).click()
    await expect(page.getByLabel('Edit', { exact: true })).toHaveValue('part1')
    await page.getByLabel('Edit', { exact: true }).selectOption({ label: 'The whole' })
    await page.getByText('Groups and slots').click()
    await page.getByRole('button', { name: 'Add slot' }).click()
    // Without one, or with one of its two options.
    await expect(page.getByText('9 valid configurations')).toBeVisible()
  })

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('STAND saved in the change set.')).toBeVisible()
})
