import { createInflateRaw } from 'node:zlib'
import { refuse } from './detect.ts'

type Entry = { name: string; offset: number; packed: number; unpacked: number; method: number }
const entryLimit = 5000

/**
 * Looks into a ZIP before anything unpacks it: refused are files that end in the middle, files that say they are
 * larger than `limit` unpacked, and files that are larger than they say.
 */
export async function checkZip(bytes: Buffer, limit: number): Promise<void> {
  const entries = readDirectory(bytes)
  const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (declared > limit) {
    const megabytes = (size: number) => Math.ceil(size / 1_048_576)
    refuse(`unpacked it has ${megabytes(declared)} MB; ${megabytes(limit)} MB are allowed.`)
  }
  for (const entry of entries) await checkEntry(bytes, entry)
}

function readDirectory(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) refuse('the workbook ends in the middle. Save and send it again.')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > entryLimit) refuse(`the workbook has ${count} parts; ${entryLimit} are allowed.`)
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) refuse('the workbook is damaged.')
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (!entries.some((entry) => entry.name === '[Content_Types].xml'))
    refuse('it is a ZIP file, but no workbook.')
  return entries
}

/** Unpacks a part, keeping nothing of it, to see whether it is as large as it says. */
async function checkEntry(bytes: Buffer, { name, offset, packed, unpacked, method }: Entry): Promise<void> {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50)
    refuse('the workbook is damaged.')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const content = bytes.subarray(start, start + packed)
  if (content.length < packed) refuse('the workbook ends in the middle. Save and send it again.')
  if (method === 0 && packed === unpacked) return
  if (method !== 8) refuse(`its part ${name} is packed in a way that is not understood.`)
  let size = 0
  try {
    const inflate = createInflateRaw()
    inflate.end(content)
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length
      if (size > unpacked) break
    }
  } catch {
    refuse('the workbook is damaged.')
  }
  if (size !== unpacked) refuse(`its part ${name} is not as large as it says.`)
}
