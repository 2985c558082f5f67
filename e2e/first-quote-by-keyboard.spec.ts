import { expect, type Page, test } from '@playwright/test'
import { arrowTo, tabTo } from './keyboard.ts'
import { passwordOf, type Somebody } from './sign-in.ts'

test('from signing in to an order, with the keyboard alone', async ({ page: rep, browser }) => {
  const { keyboard } = rep
  await signInByKeyboard(rep, 'anna')

  await test.step('n begins a quote for a customer', async () => {
    await keyboard.press('n')
    await expect(rep.getByRole('dialog').getByRole('combobox', { name: 'Customer' })).toBeFocused()
    await keyboard.type('lindgr')
    await expect(rep.getByRole('option')).toHaveText([/^Atelier Lindgrün Architekten/])
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await tabTo(rep, rep.getByLabel('What it is about'))
    await keyboard.type('Two seats more')
    await keyboard.press('Enter')
    await expect(rep.getByRole('heading', { name: 'Two seats more' })).toBeVisible()
  })

  await test.step('/ adds a machine, arrows and Space configure it', async () => {
    await keyboard.press('/')
    await keyboard.type('pilot t4 *2')
    await keyboard.press('Enter') // faster than any list
    await expect(rep.getByRole('heading', { name: 'Pilot T4 tower workstation' })).toBeVisible()
    const processor = rep.getByRole('radiogroup', { name: 'Processor' })
    await tabTo(rep, processor.getByRole('radio', { checked: true }))
    await arrowTo(rep, 'ArrowDown', processor.getByRole('radio', { name: /^Arcton W9 .* 32 cores/ }))
    await keyboard.press('Space')
    await expect(processor.getByRole('radio', { name: /^Arcton W9 .* 32 cores/ })).toBeChecked()
    await tabTo(rep, rep.getByRole('button', { name: 'Add to the quote' }))
    await keyboard.press('Enter')
  })

  const grid = rep.getByRole('treegrid', { name: 'Lines of the quote' })
  await test.step('and a subscription', async () => {
    await expect(grid.getByRole('row', { name: /Pilot T4/ })).toBeVisible()
    await keyboard.press('/')
    await keyboard.type('bridge pro *25')
    const yearly = rep.getByRole('option', { name: /Bridge Pro .*Yearly by seat/ })
    await expect(yearly).toBeVisible()
    while ((await yearly.getAttribute('data-combobox-selected')) === null) await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await expect(grid.getByRole('row', { name: /Bridge Pro/ })).toBeVisible()
  })

  const machine = grid.getByRole('row', { name: /Pilot T4/ }).getByRole('gridcell')
  await test.step('Enter on an amount explains it, Escape leaves the explanation', async () => {
    await tabTo(rep, machine.first(), { back: true })
    await arrowTo(rep, 'ArrowRight', machine.nth(2))
    await keyboard.press('Enter')
    await expect(rep.getByRole('list', { name: 'From list price to total' })).toBeVisible()
    await keyboard.press('Escape')
    await expect(machine.nth(2)).toBeFocused()
  })

  await test.step('a discount is typed into its cell, with the reason', async () => {
    await arrowTo(rep, 'ArrowRight', machine.nth(3))
    await keyboard.type('7')
    await keyboard.press('Enter')
    await expect(rep.getByLabel('Why 7%?')).toBeFocused()
    await keyboard.type('Second order this year')
    await keyboard.press('Enter')
    await expect(machine.nth(3)).toHaveText('7%')
  })

  await test.step('it goes to the manager', async () => {
    await keyboard.press('Escape')
    await tabTo(rep, rep.getByRole('button', { name: 'Submit for approval' }), { back: true })
    await keyboard.press('Enter')
    await expect(rep.getByLabel('Comment for the approvers')).toBeFocused()
    await keyboard.type('As agreed on the phone.')
    await keyboard.press('Control+Enter')
    await expect(rep.getByText('waits for Marta Lindqvist')).toBeVisible()
  })

  await test.step('who decides, with g and a, Enter and Ctrl Enter', async () => {
    const context = await browser.newContext()
    const manager = await context.newPage()
    await signInByKeyboard(manager, 'marta')
    await manager.keyboard.press('g')
    await manager.keyboard.press('a')
    const card = manager.getByRole('listitem').filter({ hasText: 'Two seats more' })
    await tabTo(manager, card.getByRole('button', { name: /^Approve/ }))
    await manager.keyboard.press('Enter')
    await expect(manager.getByLabel('Comment')).toBeFocused()
    await manager.keyboard.type('Fine.')
    await manager.keyboard.press('Control+Enter')
    await expect(manager.getByText(/^Approved QT-/)).toBeVisible()
    await context.close()
  })

  await test.step('finalized, and the document opened', async () => {
    await tabTo(rep, rep.getByRole('button', { name: 'Finalize' }))
    await keyboard.press('Enter')
    await expect(rep.getByRole('dialog').getByRole('button', { name: 'Finalize' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(rep.getByRole('button', { name: 'Record acceptance' })).toBeVisible()
    await tabTo(rep, rep.getByRole('link', { name: 'PDF' }), { back: true })
    const opened = rep.context().waitForEvent('response', (answer) => answer.url().includes('/pdf'))
    await keyboard.press('Enter')
    expect((await opened).headers()['content-type']).toBe('application/pdf')
  })

  await test.step('accepted, and an order', async () => {
    await rep.bringToFront()
    await tabTo(rep, rep.getByRole('button', { name: 'Record acceptance' }))
    await keyboard.press('Enter')
    await expect(rep.getByLabel('Who accepted')).toBeFocused()
    await keyboard.type('Vera Lindgrün')
    await keyboard.press('Enter')
    await tabTo(rep, rep.getByRole('button', { name: 'Convert to order' }))
    await keyboard.press('Enter')
    await expect(rep.getByRole('dialog').getByRole('button', { name: 'Convert to order' })).toBeFocused()
    await keyboard.press('Enter')
    await tabTo(rep, rep.getByRole('link', { name: /^Order / }), { back: true })
    await keyboard.press('Enter')
    await expect(rep.getByRole('heading', { level: 1 })).toContainText('OR-')
    await expect(rep.getByRole('main')).toContainText('Atelier Lindgrün Architekten')
  })
})

async function signInByKeyboard(page: Page, username: Somebody): Promise<void> {
  await page.goto('/sign-in')
  await expect(page.getByLabel('User name')).toBeFocused()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(passwordOf(username))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/quotes')
  await expect(page.getByRole('heading', { name: 'Quotes' })).toBeVisible()
}
