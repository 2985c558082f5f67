import { spawnSync } from 'node:child_process'
import { inflateRawSync } from 'node:zlib'

/** What a reader sees in an answer: text as it is, workbooks unpacked, PDF as its text where a tool for that is there. */
export function readable(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() === 'PK') return unpacked(bytes)
  if (bytes.subarray(0, 5).toString() !== '%PDF-') return bytes.toString()
  return spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).stdout?.toString() ?? ''
}

/** The entries of a zip archive, by its directory at the end. */
function unpacked(bytes: Buffer): string {
  const parts: string[] = []
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, name, extra, remark] = [20, 28, 30, 32].map((place) =>
      place === 20 ? bytes.readUInt32LE(at + place) : bytes.readUInt16LE(at + place),
    ) as [number, number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + packed)
    parts.push((bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)).toString())
    at += 46 + name + extra + remark
  }
  return parts.join('\n')
}
