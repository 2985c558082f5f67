import { promisify } from 'node:util'
import { constants, gzip, zstdCompress } from 'node:zlib'
import type { FastifyRequest } from 'fastify'

/** Below it, packing costs more than it spares. */
const smallest = 4096

const packers = {
  zstd: (body: string) =>
    promisify(zstdCompress)(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  gzip: (body: string) => promisify(gzip)(body, { level: 1 }),
}

/** A long text as the caller can unpack it, quickly rather than tightly: a quote of thousands of lines is read often. */
export async function packed(
  request: FastifyRequest,
  body: string,
): Promise<{ encoding: string; body: Buffer } | undefined> {
  if (body.length < smallest) return undefined
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const encoding = accepts(accepted, 'zstd') ? 'zstd' : accepts(accepted, 'gzip') ? 'gzip' : undefined
  return encoding && { encoding, body: await packers[encoding](body) }
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((each) => {
    const [name, weight] = each.split(';').map((part) => part.trim().toLowerCase())
    return name === encoding && weight !== 'q=0'
  })
}
