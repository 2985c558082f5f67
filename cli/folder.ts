import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type ReferenceKind, referenceKinds } from '../contract/revisions.ts'
import { Refusal } from './refusal.ts'
import { type Body, fromYaml, toYaml } from './yaml-form.ts'

export type Thing = { kind: ReferenceKind; code: string; body: Body }
export type Things = Map<string, Thing>

export const keyOf = ({ kind, code }: Pick<Thing, 'kind' | 'code'>): string => `${kind}/${code}`

/** Things under their key. */
export function byKey<T extends Pick<Thing, 'kind' | 'code'>>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [keyOf(thing), thing]))
}

/** All things of a folder: `prices/PRICE-1.yaml`. */
export function readFolder(folder: string): Things {
  const things: Thing[] = []
  for (const kind of referenceKinds) {
    const inside = join(folder, kind)
    if (!existsSync(inside)) continue
    for (const name of readdirSync(inside)
      .filter((each) => each.endsWith('.yaml'))
      .sort()) {
      const file = join(kind, name)
      const code = name.slice(0, -'.yaml'.length)
      const body = fromYaml(readFileSync(join(inside, name), 'utf8'), file)
      if (body.code !== code) {
        throw new Refusal(`${file} holds "${String(body.code)}"; file and code have one name.`)
      }
      things.push({ kind, code, body })
    }
  }
  return byKey(things)
}

export function writeThing(folder: string, { kind, code, body }: Thing): void {
  mkdirSync(join(folder, kind), { recursive: true })
  writeFileSync(join(folder, kind, `${code}.yaml`), toYaml(body))
}

export function removeFile(folder: string, { kind, code }: Pick<Thing, 'kind' | 'code'>): void {
  rmSync(join(folder, kind, `${code}.yaml`), { force: true })
}

/** Which revision the folder was pulled from; 0 when it never was. */
export function pulledRevision(folder: string): number {
  const file = join(folder, 'quoin.yaml')
  if (!existsSync(file)) return 0
  const { revision } = parse(readFileSync(file, 'utf8')) as { revision?: unknown }
  if (typeof revision !== 'number') throw new Refusal('quoin.yaml does not say which revision this is.')
  return revision
}

export function notePulled(folder: string, revision: number): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'quoin.yaml'), stringify({ revision }))
}
