import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const extensions = 'ts|tsx|md|sql|json|ya?ml|css|html|svg|png|typ|mjs'
const topFolders = 'contract|engines|server|web|cli|demo|e2e|docs|tools'

/** Takes the docs and returns a line for each file or folder they name that does not exist. */
export function missingFiles(): string[] {
  const pages = globSync('**/*.md', {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist', 'data'].includes(name),
  })
  return pages.flatMap((page) =>
    namedIn(readFileSync(join(root, page), 'utf8'))
      .filter((name) => !existsSync(join(root, dirname(page), name)) && !existsSync(join(root, name)))
      .map((name) => `${page} names ${name}, which does not exist`),
  )
}

/** Links to files, and code spans that are paths; examples with a placeholder (<name>, *, …) are no paths. */
export function namedIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, span = '']) => span)
    .filter(
      (span) =>
        new RegExp(`^[\\w.-]+(/[\\w.-]+)*\\.(${extensions})$`).test(span) ||
        new RegExp(`^(${topFolders})(/[\\w.-]+)*/?$`).test(span),
    )
    // A name without a folder may speak of any folder, such as `index.ts`.
    .filter((span) => span.includes('/'))
  return [...new Set([...links, ...spans])]
}
