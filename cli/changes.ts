import { compareReferenceData } from '../contract/text-form.ts'
import type { Client } from './client.ts'
import { keyOf, pulledRevision, readFolder, type Thing } from './folder.ts'
import { Refusal } from './refusal.ts'
import { serverThings } from './server-things.ts'
import { sameThing } from './yaml-form.ts'

export type Changes = {
  revision: number
  put: (Thing & { words: string[]; isNew: boolean })[]
  remove: Thing[]
}
const thingsAtOnce = 500

/** What the folder has otherwise than the revision it was pulled from. */
export async function changesIn(client: Client, folder: string): Promise<Changes> {
  const revision = pulledRevision(folder)
  if (revision === 0) throw new Refusal('This folder was never pulled: quoin pull')
  const base = (await serverThings(client, revision)).things
  const mine = readFolder(folder)
  const candidates = [...mine.values()].filter(
    (thing) => !sameThing(thing.body, base.get(keyOf(thing))?.body),
  )
  const put: Changes['put'] = []
  const wrong: string[] = []
  for (let at = 0; at < candidates.length; at += thingsAtOnce) {
    const things = candidates.slice(at, at + thingsAtOnce)
    const { items } = await client(compareReferenceData, { body: { things: things as never, revision } })
    for (const item of items) {
      const thing = mine.get(keyOf(item))
      const file = `${keyOf(item)}.yaml`
      wrong.push(...item.issues.map((issue) => `  ${file}: ${issue.path.join('.')} ${issue.message}`))
      if (thing && (item.outcome === 'new' || item.outcome === 'changed')) {
        put.push({ ...thing, words: item.words, isNew: item.outcome === 'new' })
      }
    }
  }
  if (wrong.length > 0) throw new Refusal(`Some files are wrong:\n${wrong.join('\n')}`)
  return { revision, put, remove: [...base.values()].filter((thing) => !mine.has(keyOf(thing))) }
}

/** Changes as lines for people. */
export function inWords({ put, remove }: Changes): string[] {
  return [
    ...put.flatMap((thing) =>
      thing.isNew
        ? [`+ ${keyOf(thing)}`]
        : [`~ ${keyOf(thing)}`, ...thing.words.map((words) => `    ${words}`)],
    ),
    ...remove.map((thing) => `- ${keyOf(thing)}`),
  ]
}
