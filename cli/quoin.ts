#!/usr/bin/env node
import { audit } from './audit.ts'
import { diff } from './diff.ts'
import { login } from './login.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { Refusal } from './refusal.ts'

const usage = `quoin: an installation from the command line

  quoin login URL [--user NAME]     sign in; the token is kept in your home folder
  quoin pull [FOLDER]               write everything as YAML, one file a thing
  quoin diff [FOLDER]               what you changed since, in business words
  quoin push [FOLDER] --title TEXT  put your changes into a change set
             [--why TEXT] [--publish]
  quoin audit verify [--head H]     whether the audit trail is whole; H is a head kept from earlier

QUOIN_URL and QUOIN_TOKEN in the environment go before what login keeps.
FOLDER is the present one when absent.`

const commands = { audit, login, pull, diff, push }

const [name = '', ...given] = process.argv.slice(2)
if (!Object.hasOwn(commands, name)) {
  const asked = ['', 'help', '--help'].includes(name)
  if (!asked) console.error(`quoin has no command "${name}".\n`)
  console.log(usage)
  process.exit(asked ? 0 : 2)
}
try {
  await commands[name as keyof typeof commands](given)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}
