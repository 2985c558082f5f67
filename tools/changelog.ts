/** `node tools/changelog.ts`: writes what users notice, gathered from the commits since the last tag, into CHANGELOG.md. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const headings = { NEW: 'New', CHANGED: 'Changed', FIXED: 'Fixed' } as const

const lastTag = git('tag', '--list', 'v*', '--sort=-version:refname').split('\n')[0]
const bodies = git('log', '--reverse', '--format=%B', ...(lastTag ? [`${lastTag}..HEAD`] : []))
const section = ['## Unreleased', ...gathered(bodies)].join('\n\n')

const file = join(root, 'CHANGELOG.md')
const [head = '', ...rest] = readFileSync(file, 'utf8').split(/^(?=## )/m)
const released = rest.filter((part) => !part.startsWith('## Unreleased'))
writeFileSync(file, `${[head.trim(), section, ...released.map((part) => part.trim())].join('\n\n')}\n`)

/** A line may go on, indented or not, until the next one begins or the paragraph ends. */
function gathered(text: string): string[] {
  return Object.entries(headings).flatMap(([word, heading]) => {
    const lines = [
      ...text.matchAll(
        new RegExp(`^${word}: ((?:.+\\n?)+?)(?=^(?:NEW|CHANGED|FIXED):|^\\s*$|$(?![\\s\\S]))`, 'gm'),
      ),
    ].map(([, line = '']) => `- ${sentence(line.trim().replace(/\s+/g, ' '))}`)
    return lines.length > 0 ? [`### ${heading}`, [...new Set(lines)].join('\n')] : []
  })
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
