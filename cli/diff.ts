import { changesIn, inWords } from './changes.ts'
import { signedIn } from './login.ts'

/** `quoin diff [FOLDER]`: what one changed since the last pull, in business words. */
export async function diff([folder = '.']: string[]): Promise<void> {
  const changes = await changesIn(signedIn().client, folder)
  const lines = inWords(changes)
  console.log(lines.length > 0 ? lines.join('\n') : `Nothing differs from revision ${changes.revision}.`)
}
