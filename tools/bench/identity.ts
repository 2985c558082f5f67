import { quantile } from '../models/quantile.ts'
import { measureOverhead } from './identity/overhead.ts'
import { type RunningProduct, startProduct } from './workspace/running-product.ts'

const seconds = 20
const wrongPerMinute = 1000
const attacked = ['marta', 'ingrid', 'petra', 'oskar', 'robin']

/**
 * What signing in costs others. One run, one server: the reads and sign-ins of a sales rep in calm and while a
 * thousand wrong passwords a minute are tried on five other accounts from as many addresses; and what recognising the
 * caller and their rights adds to a read, against the same read without.
 */
export async function run(): Promise<Record<string, number>> {
  const product = await startProduct({ TRUST_PROXY: '1' })
  try {
    await others(product, 3)
    const calm = await others(product, seconds)
    const attack = startAttack(product)
    await others(product, 5) // until the attack is in full swing
    const during = await others(product, seconds)
    const sent = await attack.stop()
    return {
      'identity.attack.wrongPerMinute': sent,
      'identity.attack.othersReadP95Ms': quantile(during.reads, 0.95),
      'identity.attack.othersP95Ratio': quantile(during.reads, 0.95) / quantile(calm.reads, 0.95),
      'identity.attack.othersSignInP95Ms': quantile(during.signIns, 0.95),
      'identity.attack.othersSignInP95Ratio': quantile(during.signIns, 0.95) / quantile(calm.signIns, 0.95),
      'identity.attack.othersRefused': during.refused,
      ...(await measureOverhead()),
    }
  } finally {
    await product.close()
  }
}

type Seen = { reads: number[]; signIns: number[]; refused: number }

/** One person who reads steadily, and one who signs in every two seconds, each from a place of their own. */
async function others(product: RunningProduct, forSeconds: number): Promise<Seen> {
  const seen: Seen = { reads: [], signIns: [], refused: 0 }
  const end = performance.now() + forSeconds * 1000
  const reader = async () => {
    while (performance.now() < end) {
      const begun = performance.now()
      await product.call('GET', '/customers?limit=20')
      seen.reads.push(performance.now() - begun)
      await later(20)
    }
  }
  const comer = async () => {
    while (performance.now() < end) {
      const begun = performance.now()
      const { status } = await enter(product, product.rep.username, product.rep.password, '192.0.2.10')
      if (status === 200) seen.signIns.push(performance.now() - begun)
      else seen.refused++
      await later(2000)
    }
  }
  await Promise.all([reader(), comer()])
  return seen
}

/** Wrong passwords at an even pace, whatever becomes of them; each from another address. */
function startAttack(product: RunningProduct) {
  let sent = 0
  const begun = performance.now()
  const open = new Set<Promise<unknown>>()
  const send = (number: number) => {
    const name = attacked[number % attacked.length] ?? ''
    const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
    const one = enter(product, name, `wrong ${number}`, address).catch(() => {})
    open.add(one)
    void one.finally(() => open.delete(one))
  }
  const timer = setInterval(() => {
    // As many as are due, however late the timer is.
    for (; sent < ((performance.now() - begun) * wrongPerMinute) / 60_000; sent++) send(sent)
  }, 20)
  return {
    async stop(): Promise<number> {
      clearInterval(timer)
      const minutes = (performance.now() - begun) / 60_000
      await Promise.all(open)
      return sent / minutes
    },
  }
}

function enter({ url }: RunningProduct, username: string, password: string, from: string): Promise<Response> {
  return fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ username, password }),
  })
}

const later = (ms: number) => new Promise((done) => setTimeout(done, ms))
