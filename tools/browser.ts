/** Finds a Chromium for the browser tests, or installs one where that is allowed; printed when run by itself. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from '@playwright/test'

/** The path of a browser that starts; refuses with one sentence about what to install. */
export function ensureBrowser(log: (line: string) => void = console.error): string {
  const found = find()
  if (found !== undefined) return found
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log('No browser found; installing Debian’s chromium-headless-shell')
    aptGet('update', '-qq')
    aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-core')
  }
  if (find() === undefined) {
    log('No browser found; asking Playwright for its own')
    const program = createRequire(import.meta.url).resolve('playwright-core/cli.js')
    spawnSync(process.execPath, [program, 'install', 'chromium-headless-shell'], { stdio: ['ignore', 2, 2] })
  }
  const installed = find()
  if (installed === undefined) {
    throw new Error(
      'The browser tests need Chromium. Install the package "chromium" (or Google Chrome), or set CHROMIUM_PATH.',
    )
  }
  return installed
}

/** Tests need no background services, root needs no sandbox, and containers have little shared memory. */
export const browserArguments = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...(process.platform === 'linux' ? ['--disable-dev-shm-usage'] : []),
]

/** The headless shell first: tests take half the time with it. */
function find(): string | undefined {
  const { CHROMIUM_PATH, CHROME_PATH } = process.env
  return [CHROMIUM_PATH, CHROME_PATH, ...usualPlaces(), chromium.executablePath()].find(starts)
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      )
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
          `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
        ])
    default:
      return [
        'chromium-headless-shell',
        'chromium',
        'chromium-browser',
        'google-chrome-stable',
        'google-chrome',
        'microsoft-edge',
      ].map((name) => `/usr/bin/${name}`)
  }
}

/** Ubuntu's package is a stub that only says where to get the browser: so it is asked for its version. */
function starts(path: string | undefined): boolean {
  if (path === undefined || !existsSync(path)) return false
  if (process.platform === 'win32') return true
  const { status, stdout } = spawnSync(path, ['--version'], { timeout: 20_000, encoding: 'utf8' })
  return status === 0 && /\d+\.\d+/.test(stdout)
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], env })
}

if (import.meta.main) console.log(ensureBrowser())
