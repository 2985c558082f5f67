import { parseArgs } from 'node:util'
import { discardChangeSet, publishChangeSet, startChangeSet } from '../contract/revisions.ts'
import { changeReferenceData } from '../contract/text-form.ts'
import { type Changes, changesIn, inWords } from './changes.ts'
import type { Client } from './client.ts'
import { keyOf, notePulled } from './folder.ts'
import { signedIn } from './login.ts'
import { Refusal } from './refusal.ts'
import { serverThings } from './server-things.ts'
import { sameThing } from './yaml-form.ts'

const thingsAtOnce = 500

/** `quoin push [FOLDER] --title TEXT`: puts one's changes into a change set, and publishes it where asked to. */
export async function push(given: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { title: { type: 'string' }, why: { type: 'string' }, publish: { type: 'boolean' } },
  })
  const [folder = '.'] = positionals
  const { client, url } = signedIn()
  const changes = await changesIn(client, folder)
  if (changes.put.length + changes.remove.length === 0) {
    console.log(`Nothing differs from revision ${changes.revision}; nothing to push.`)
    return
  }
  await demandUntouched(client, changes)
  if (!values.title) throw new Refusal('Say what it is about: quoin push --title "Spring prices"')
  const set = await client(startChangeSet, {
    body: { title: values.title, ...(values.why && { why: values.why }) },
  })
  try {
    await putAll(client, set.id, changes)
  } catch (error) {
    await client(discardChangeSet, { params: { id: set.id } })
    throw error
  }
  console.log(inWords(changes).join('\n'))
  console.log(`In the change set "${set.title}": ${url.replace(/\/$/, '')}/change-sets/${set.id}`)
  if (!values.publish) return
  const published = await client(publishChangeSet, { params: { id: set.id }, body: {} })
  console.log(`Published as revision ${published.revision}.`)
  if (published.revision === changes.revision + 1) notePulled(folder, published.revision)
  else console.log('Others published something in between: quoin pull')
}

/** What others published meanwhile must not be written over unseen. */
async function demandUntouched(client: Client, { revision, put, remove }: Changes): Promise<void> {
  const now = await serverThings(client)
  if (now.revision === revision) return
  const base = await serverThings(client, revision)
  const touched = [...put, ...remove]
    .map(keyOf)
    .filter((key) => !sameThing(base.things.get(key)?.body, now.things.get(key)?.body))
  if (touched.length > 0) {
    throw new Refusal(
      `Others published changes of these since revision ${revision}: ${touched.join(', ')}. Pull first.`,
    )
  }
}

async function putAll(client: Client, id: `chs_${string}`, { put, remove }: Changes): Promise<void> {
  const params = { id }
  for (let at = 0; at < put.length; at += thingsAtOnce) {
    const things = put.slice(at, at + thingsAtOnce).map(({ kind, code, body }) => ({ kind, code, body }))
    await client(changeReferenceData, { params, body: { put: things as never, remove: [] } })
  }
  for (let at = 0; at < remove.length; at += thingsAtOnce) {
    const things = remove.slice(at, at + thingsAtOnce).map(({ kind, code }) => ({ kind, code }))
    await client(changeReferenceData, { params, body: { put: [], remove: things } })
  }
}
