import { notePulled, pulledRevision, readFolder, removeFile, type Thing, writeThing } from './folder.ts'
import { signedIn } from './login.ts'
import { Refusal } from './refusal.ts'
import { serverThings } from './server-things.ts'
import { sameThing } from './yaml-form.ts'

/** `quoin pull [FOLDER]`: brings a folder up to what is published; changes of one's own stay. */
export async function pull([folder = '.']: string[]): Promise<void> {
  const { client } = signedIn()
  const mine = readFolder(folder)
  const pulled = pulledRevision(folder)
  const base = pulled > 0 ? (await serverThings(client, pulled)).things : new Map<string, Thing>()
  const now = await serverThings(client)

  const keys = new Set([...mine.keys(), ...base.keys(), ...now.things.keys()])
  const changedByMe = (key: string) => !sameThing(mine.get(key)?.body, base.get(key)?.body)
  const changedByOthers = (key: string) => !sameThing(now.things.get(key)?.body, base.get(key)?.body)
  const inBoth = [...keys].filter(
    (key) =>
      changedByMe(key) && changedByOthers(key) && !sameThing(mine.get(key)?.body, now.things.get(key)?.body),
  )
  if (inBoth.length > 0) {
    throw new Refusal(
      `Changed here and by others since revision ${pulled}:\n${inBoth.map((key) => `  ${key}`).join('\n')}\n` +
        'Nothing was pulled. Undo your changes of these files, pull, and make them again.',
    )
  }
  let written = 0
  for (const key of keys) {
    if (pulled > 0 && changedByMe(key)) continue
    const [theirs, own] = [now.things.get(key), mine.get(key)]
    if (sameThing(theirs?.body, own?.body)) continue
    if (theirs) writeThing(folder, theirs)
    else if (own) removeFile(folder, own)
    written++
  }
  notePulled(folder, now.revision)
  console.log(`Revision ${now.revision}: ${now.things.size} things, ${written} files changed.`)
}
