import { parseArgs } from 'node:util'
import { auditHead, verifyAuditTrail } from '../contract/audit.ts'
import { signedIn } from './login.ts'
import { Refusal } from './refusal.ts'

/** `quoin audit verify [--head POSITION:HASH]`: whether the sealed audit trail is whole; ends with 1 if it is not. */
export async function audit(given: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: given,
    options: { head: { type: 'string' } },
    allowPositionals: true,
  })
  if (positionals[0] !== 'verify') throw new Refusal('Say what to do with the trail: quoin audit verify')
  const { whole, sealed, waiting, head, findings } = await signedIn().client(verifyAuditTrail, {
    query: values.head === undefined ? {} : headIn(values.head),
  })
  for (const finding of findings) console.log(`${finding.kind}: ${finding.message}`)
  console.log(
    `${sealed} entries sealed, ${waiting} waiting; the trail ${whole ? 'is whole' : 'IS NOT WHOLE'}.`,
  )
  if (head)
    console.log(`Keep this head elsewhere and hand it in the next time: ${head.position}:${head.hash}`)
  if (!whole) process.exitCode = 1
}

function headIn(text: string) {
  const [position, hash] = text.split(':')
  const { success, data } = auditHead.safeParse({ position, hash })
  if (!success) throw new Refusal('--head takes POSITION:HASH, as an earlier verification printed it.')
  return data
}
