import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { login as loginEndpoint } from '../contract/sign-in.ts'
import { type Client, makeClient } from './client.ts'
import { Refusal } from './refusal.ts'

const file = () => join(process.env.QUOIN_HOME ?? join(homedir(), '.quoin'), 'login.json')

/** `quoin login URL`: asks for name and password, and keeps the token where only its owner can read it. */
export async function login(given: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { user: { type: 'string' } },
  })
  const [url] = positionals
  if (!url || !URL.canParse(url)) throw new Refusal('Say where: quoin login https://quoin.example.com')
  const username = values.user ?? (await ask('User name: '))
  const password = await ask('Password: ', true)
  const { accessToken } = await makeClient(url)(loginEndpoint, { body: { username, password } })
  mkdirSync(dirname(file()), { recursive: true, mode: 0o700 })
  writeFileSync(file(), JSON.stringify({ url, token: accessToken }), { mode: 0o600 })
  chmodSync(file(), 0o600)
  console.log(`Signed in at ${url} as ${username}, for an hour.`)
}

/** A client for the installation one is signed in at, by the environment or by `quoin login`. */
export function signedIn(): { client: Client; url: string } {
  const { QUOIN_URL: url, QUOIN_TOKEN: token } = process.env
  if (url && token) return { client: makeClient(url, token), url }
  const kept = readKept()
  if (!kept) throw new Refusal('Sign in first: quoin login URL, or set QUOIN_URL and QUOIN_TOKEN.')
  return { client: makeClient(url ?? kept.url, token ?? kept.token), url: url ?? kept.url }
}

function readKept(): { url: string; token: string } | undefined {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as { url: string; token: string }
  } catch {
    return undefined
  }
}

async function ask(question: string, secret = false): Promise<string> {
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: secret ? silent : process.stdout,
    terminal: process.stdin.isTTY,
  })
  const answer = await lines.question('')
  lines.close()
  if (secret) process.stdout.write('\n')
  return answer
}
