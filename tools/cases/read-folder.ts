import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './case.ts'

/** A file of a folder: its cases, or why they cannot be read. */
export type Read = { name: string; cases: Case[] } | { name: string; problem: string }

/** The case files of a folder and its subfolders, in the order of their names. */
export function readFolder(folder: string): Read[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
  return names.map((name) => readFile(join(folder, name), name))
}

function readFile(path: string, name: string): Read {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const cases = (file as { cases?: unknown } | null)?.cases
    if (!Array.isArray(cases)) return { name, problem: 'it has no list of cases' }
    return { name, cases: cases as Case[] }
  } catch (problem) {
    return { name, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}
