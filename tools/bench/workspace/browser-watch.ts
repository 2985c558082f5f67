import type { Page } from '@playwright/test'

/** What the page under measurement keeps for us, in milliseconds since it was opened. */
type Watched = { pressed: number; shown: number; saved: number }
declare global {
  interface Window {
    watched: Watched
  }
}

/**
 * Notes in the page itself when Enter was pressed, when the totals next stood on the screen changed, and when the save
 * was acknowledged, so that nothing of the way between the test and the browser is measured.
 */
export async function watchEdits(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { pressed: 0, shown: 0, saved: 0 }
    window.watched = watched
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') Object.assign(watched, { pressed: performance.now(), shown: 0, saved: 0 })
      },
      { capture: true },
    )
    const totals = document.querySelector('[aria-label="Totals"]')
    if (!totals) throw new Error('There are no totals to watch')
    const seen = (note: () => void) => requestAnimationFrame(() => setTimeout(note))
    let last = totals.textContent
    new MutationObserver(() => {
      if (totals.textContent === last) return
      last = totals.textContent
      if (watched.shown === 0) seen(() => (watched.shown ||= performance.now()))
    }).observe(totals, { subtree: true, childList: true, characterData: true })
    const state = document.querySelector('[data-phase]')?.parentElement
    if (!state) throw new Error('There is no state of saving to watch')
    new MutationObserver(() => {
      if (document.querySelector('[data-phase]')?.textContent === 'Saved') watched.saved ||= performance.now()
    }).observe(state, { subtree: true, childList: true, characterData: true, attributes: true })
  })
}

/** How long after Enter the new totals stood on the screen, and how long after it the edit was saved. */
export async function timesOfEdit(page: Page): Promise<{ shown: number; saved: number }> {
  await page.waitForFunction(() => window.watched.shown > 0 && window.watched.saved > 0, undefined, {
    timeout: 60_000,
  })
  return page.evaluate(() => ({
    shown: window.watched.shown - window.watched.pressed,
    saved: window.watched.saved - window.watched.pressed,
  }))
}
