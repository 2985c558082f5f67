import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until something has the focus: it can be reached, and in a number of steps a person would bear. */
export async function tabTo(page: Page, target: Locator, { back = false, within = 60 } = {}): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < within; pressed++) {
    if (await hasFocus(target)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`Not reached with ${within} times Tab: ${target}`)
}

/** Moves with an arrow key until something has the focus, as in a grid or among radio buttons. */
export async function arrowTo(page: Page, key: string, target: Locator, within = 20): Promise<void> {
  for (let pressed = 0; pressed < within; pressed++) {
    if (await hasFocus(target)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Not reached with ${within} times ${key}: ${target}`)
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}
