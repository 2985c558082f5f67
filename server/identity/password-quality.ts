import type { User } from '../../contract/users.ts'
import { DomainError } from '../platform/index.ts'

/** Beginnings people choose when asked for something long. */
const overused = /^(password|passw0rd|p@ssw0rd|qwerty|qwertz|azerty|letmein|welcome|iloveyou|admin|changeme|secret|login|summer|winter|spring|autumn|football|baseball|dragon|monkey|master|sunshine|princess|superman|batman|trustno1)[\d\W_]*$/i // biome-ignore format: one list

/** Refuses a password that is short or easily guessed. Length counts, kinds of characters do not. */
export function demandGoodPassword(
  password: string,
  user: Pick<User, 'username' | 'email' | 'givenName' | 'familyName'>,
  minimumLength: number,
): void {
  const reason = weakness(password, user, minimumLength)
  if (reason) throw new DomainError('user.password-weak', { reason })
}

function weakness(
  password: string,
  user: Pick<User, 'username' | 'email' | 'givenName' | 'familyName'>,
  minimumLength: number,
): string | undefined {
  const length = [...password].length
  if (length < minimumLength) return `it has ${length} characters, ${minimumLength} are needed.`
  if (overused.test(password)) return 'it is one of those tried first.'
  if (new Set(password.toLowerCase()).size < 5) return 'it repeats the same few characters.'
  if (isRun(password)) return 'it is a run of neighbouring characters.'
  const own = [user.username, user.email?.split('@')[0], user.givenName, user.familyName]
  const found = own.find((name) => name && name.length >= 3 && mostlyIs(password, name))
  return found && 'it is little more than the name of the user.'
}

/** "abcdefghij", "9876543210": every step is one up, or every step one down. */
function isRun(password: string): boolean {
  const steps = [...password].slice(1).map((letter, i) => letter.charCodeAt(0) - password.charCodeAt(i))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

/** Fewer than six characters are left when the name is taken out. */
function mostlyIs(password: string, name: string): boolean {
  const rest = password.toLowerCase().replaceAll(name.toLowerCase(), '')
  return rest.length < password.length && rest.length < 6
}
