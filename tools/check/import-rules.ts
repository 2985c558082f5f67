/**
 * Which way imports point, in one place: from this list come the lint rules in `.oxlintrc.json` (written by
 * `node tools/check/import-rules.ts`), and the test that breaks each of them on purpose.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** In this order: a module uses what stands before it, and sends events to what follows. */
export const moduleOrder = [
  'identity',
  'revisions',
  'customers',
  'catalog',
  'configuration',
  'pricing',
  'approvals',
  'documents',
  'messages',
  'quoting',
  'orders',
  'integrations',
  'analytics',
]

type Ban = { regex: string; message: string; broken: string }
type Rule = { files: string[]; example: string; bans: Ban[] }

const up = '^(?:\\.\\.?/)+(?:\\.\\./)*'
const into = (...folders: string[]) => `${up}(?:${folders.join('|')})/`
const notFaceOf = (folders: string[], ...faces: string[]) => `${up}(?:${folders.join('|')})/${anyBut(faces)}`

const engineBans: Ban[] = [
  {
    regex: '^[^.]',
    message: 'An engine is pure: no Node, no libraries. Take what you need as an argument.',
    broken: 'node:fs',
  },
  {
    regex: into('contract', 'server', 'web', 'cli', 'demo'),
    message: 'An engine knows nothing of who uses it. Move what both need into the engine.',
    broken: '../../contract/values.ts',
  },
]

export const rules: Rule[] = [
  {
    files: ['engines/money/**'],
    example: 'engines/money/example.ts',
    bans: [
      ...engineBans,
      {
        regex: into('expressions', 'configurator', 'pricer'),
        message: 'money stands below all other engines.',
        broken: '../pricer/index.ts',
      },
    ],
  },
  {
    files: ['engines/expressions/**'],
    example: 'engines/expressions/example.ts',
    bans: [
      ...engineBans,
      {
        regex: into('configurator', 'pricer'),
        message: 'expressions use money only; configurator and pricer use them.',
        broken: '../pricer/index.ts',
      },
    ],
  },
  {
    files: ['engines/configurator/**'],
    example: 'engines/configurator/example.ts',
    bans: [
      ...engineBans,
      {
        regex: into('pricer'),
        message: 'Choosing and pricing do not know each other; the server brings them together.',
        broken: '../pricer/index.ts',
      },
    ],
  },
  {
    files: ['engines/pricer/**'],
    example: 'engines/pricer/example.ts',
    bans: [
      ...engineBans,
      {
        regex: into('configurator'),
        message: 'Choosing and pricing do not know each other; the server brings them together.',
        broken: '../configurator/index.ts',
      },
    ],
  },
  {
    files: ['contract/**'],
    example: 'contract/example.ts',
    bans: [
      {
        regex: into('server', 'web', 'cli', 'demo'),
        message: 'The contract is what both sides agree on; it imports neither.',
        broken: '../server/modules.ts',
      },
    ],
  },
  {
    files: ['web/**'],
    example: 'web/quoting/example.ts',
    bans: [
      {
        regex: into('server', 'cli', 'demo'),
        message: 'The web app reaches the server over HTTP, never by import. Shared types live in contract/.',
        broken: '../../server/modules.ts',
      },
    ],
  },
  {
    files: ['cli/**'],
    example: 'cli/example.ts',
    bans: [
      {
        regex: into('server', 'web', 'demo'),
        message:
          'The command line reaches the server over HTTP, never by import. Shared types live in contract/.',
        broken: '../server/modules.ts',
      },
    ],
  },
  {
    files: ['server/platform/**'],
    example: 'server/platform/example.ts',
    bans: [
      {
        regex: into(...moduleOrder),
        message: 'The platform knows no business word. Let the module register itself with the platform.',
        broken: '../quoting/index.ts',
      },
      clientBan('../../web/shell/main.tsx'),
    ],
  },
  ...moduleOrder.map((module, place): Rule => {
    const later = moduleOrder.slice(place + 1)
    const first = later[0]
    return {
      files: [`server/${module}/**`],
      example: `server/${module}/example.ts`,
      bans: [
        ...(first === undefined
          ? []
          : [
              {
                regex: into(...later),
                message: `${module} stands before this module and must not use it. Announce an event, and let it listen.`,
                broken: `../${first}/index.ts`,
              },
            ]),
        ...(place === 0
          ? []
          : [
              {
                regex: notFaceOf(moduleOrder.slice(0, place), 'index.ts'),
                message: 'A module shows one face: import its index.ts, and have it export what you need.',
                broken: `../${moduleOrder[place - 1]}/store.ts`,
              },
            ]),
        {
          regex: notFaceOf(['platform'], 'index.ts', 'testing.ts'),
          message:
            'The platform shows one face: import platform/index.ts (in tests also platform/testing.ts).',
          broken: '../platform/database.ts',
        },
        clientBan('../../web/shell/main.tsx'),
      ],
    }
  }),
]

/** A path that is none of these names. The linter's expressions know no "except": so letter by letter. */
function anyBut(names: string[]): string {
  const ways = ['.*/.*', `[^${names.map((name) => name.charAt(0)).join('')}/].*`]
  for (const name of names) {
    for (let length = 1; length < name.length; length++) {
      ways.push(`${escaped(name.slice(0, length))}(?:[^${escaped(name.charAt(length))}/].*)?`)
    }
    ways.push(`${escaped(name)}.+`)
  }
  return `(?:${ways.join('|')})$`
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.')
}

function clientBan(broken: string): Ban {
  return {
    regex: into('web', 'cli', 'e2e', 'tools'),
    message: 'The server does not import its clients or the tools around it.',
    broken,
  }
}

/** Tests and what supports them may use libraries and any file; what ships may not. */
export function lintOverrides() {
  return rules.map(({ files, bans }) => ({
    files,
    excludeFiles: ['**/*.test.ts', '**/*.test.tsx', '**/*.test-support.ts', '**/testing.ts', '**/testing/**'],
    rules: {
      'eslint/no-restricted-imports': [
        'error',
        { patterns: bans.map(({ regex, message }) => ({ regex, message })) },
      ],
    },
  }))
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../../.oxlintrc.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, `${JSON.stringify({ ...config, overrides: lintOverrides() }, null, 2)}\n`)
}
