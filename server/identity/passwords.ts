import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { compare } from 'bcryptjs'
import { type Claimant, hashingTurn } from './hashing-lanes.ts'

/** What new hashes are made with: 32 MB and three passes, about 0.2 s. Each hash names its own parameters. */
const parameters = { N: 2 ** 15, r: 8, p: 3 }
const keyLength = 32

/** Takes a password and returns "scrypt$N$r$p$salt$hash" under today's parameters. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { N, r, p } = parameters
  const key = await derive(password, salt, keyLength, { N, r, p })
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Verifies against a hash; without one it takes as long and fails, so that time does not tell who exists. `claimant`
 * says whose password it is said to be, so that many for one name do not hold up the others.
 */
export async function verifyPassword(
  password: string,
  hash: string | undefined,
  claimant?: Claimant,
): Promise<boolean> {
  if (hash !== undefined && bcryptHash.test(hash)) return inTurn(() => compare(password, hash), claimant)
  const parts = parse(hash) ?? { ...parameters, salt: decoySalt, key: decoyKey, decoy: true }
  const { N, r, p } = parts
  const key = await derive(password, parts.salt, parts.key.length, { N, r, p }, claimant)
  return timingSafeEqual(key, parts.key) && !('decoy' in parts)
}

/** Whether a hash was made with other parameters than today's. */
export function isOutdated(hash: string): boolean {
  const parts = parse(hash)
  return !parts || parts.N !== parameters.N || parts.r !== parameters.r || parts.p !== parameters.p
}

/** Of users that came from another system; the first sign-in makes one of ours of it. */
export const bcryptHash = /^\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/

const decoySalt = randomBytes(16)
const decoyKey = randomBytes(keyLength)

function parse(hash: string | undefined) {
  const match = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]{16,})\$([\w-]{22,})$/.exec(hash ?? '')
  if (!match) return undefined
  const [, N, r, p, salt = '', key = ''] = match
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

function derive(
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
  claimant?: Claimant,
): Promise<Buffer> {
  const maxmem = 256 * 1024 * 1024
  const work = () =>
    new Promise<Buffer>((resolve, reject) => {
      // The same letters can be typed as different code points; they are one password.
      scrypt(password.normalize('NFKC'), salt, length, { ...options, maxmem }, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  return inTurn(work, claimant)
}

async function inTurn<Result>(work: () => Promise<Result>, claimant: Claimant | undefined): Promise<Result> {
  const done = await hashingTurn(claimant)
  try {
    return await work()
  } finally {
    done()
  }
}
