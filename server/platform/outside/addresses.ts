import { BlockList, isIP } from 'node:net'

/** Addresses of this machine, of networks of one's own, and such as lead nowhere on the internet. */
const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4')

/** Of version 6 only what is given out for the internet counts as outside, without what stands for version 4. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
const standIn = new BlockList()
standIn.addSubnet('2001::', 32, 'ipv6')
standIn.addSubnet('2001:db8::', 32, 'ipv6')
standIn.addSubnet('2002::', 16, 'ipv6')

/** Whether an address is one of the internet. What is no address is not. */
export function isOutside(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 4) return !inside.check(bare, 'ipv4')
  if (version !== 6) return false
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped !== undefined) return isOutside(mapped)
  return global.check(bare, 'ipv6') && !standIn.check(bare, 'ipv6')
}

/**
 * What of the inside may be reached all the same: names ("idp.internal"), addresses, networks ("10.1.0.0/16"), or "*" for
 * everything. The operator says so, in the environment: whoever enters an address in the program cannot.
 */
export type Allowed = { everything: boolean; names: ReadonlySet<string>; networks: BlockList }

export function readAllowed(text: string): Allowed {
  const parts = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => part.toLowerCase())
  const networks = new BlockList()
  const names = new Set<string>()
  for (const part of parts) {
    const [address = '', bits] = part.split('/')
    const version = isIP(address)
    if (version === 0) names.add(part)
    else
      networks.addSubnet(address, Number(bits ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6')
  }
  return { everything: names.delete('*'), names, networks }
}

export function isAllowed(allowed: Allowed, name: string, address: string): boolean {
  if (allowed.everything || allowed.names.has(name.toLowerCase())) return true
  const version = isIP(address)
  return version !== 0 && allowed.networks.check(address, version === 4 ? 'ipv4' : 'ipv6')
}
