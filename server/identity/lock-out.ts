import { most } from '../../contract/limits.ts'

/** How long wrong passwords lock. Pure, so that the table in the README can be checked against it. */

/** A day without a wrong password, and counting begins anew. */
export const forgivenAfterMs = 24 * 60 * 60 * 1000

/** So many wrong passwords on one name, from anywhere, and what comes from unknown addresses waits in a lane of its own. */
export const attackedFrom = 10

const rules = {
  /** One name from one address: after five, 1, 2, 4 … minutes, at most an hour. */
  pair: { allowed: most('signIn', 'wrongOfPair'), longest: most('signIn', 'lockOfPair') },
  /** All names from one address, where a whole office may sit behind one: later, and shorter. */
  address: { allowed: most('signIn', 'wrongOfAddress'), longest: most('signIn', 'lockOfAddress') },
}

/** Minutes the nth wrong password in a row locks for; 0 while it does not. */
export function lockMinutes(scope: keyof typeof rules, failures: number): number {
  const { allowed, longest } = rules[scope]
  if (failures < allowed) return 0
  return Math.min(longest, 2 ** Math.min(failures - allowed, 10))
}
