/** Reads a model file of any known form and numbers its features as the expected answers do. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { importCsp } from '../../engines/configurator/formats/csp.ts'
import { importDimacs } from '../../engines/configurator/formats/dimacs.ts'
import { importSxfm } from '../../engines/configurator/formats/sxfm.ts'
import { importUvl } from '../../engines/configurator/formats/uvl.ts'
import type { Decision, Model } from '../../engines/configurator/index.ts'

export type ReadModel = {
  model: Model
  /** Milliseconds from text to model. */
  readMs: number
  bytes: number
  features: Feature[]
}

/** One numbered feature: a boolean that is true, or a variable that has a value. */
export type Feature = { variable: string; value: boolean | string }

export function readModel(file: string): ReadModel {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const start = performance.now()
  const model = parse(file.replace(/\.gz$/, ''), text)
  return { model, readMs: performance.now() - start, bytes: bytes.length, features: featuresOf(model) }
}

const MODEL = /^(.+)\.(dimacs|cnf|splx|sxfm|uvl|csp\.json)(\.gz)?$/

/** The name of the model a file holds; null when its ending is none of a model. */
export function modelName(file: string): string | null {
  return MODEL.exec(file)?.[1] ?? null
}

function parse(file: string, text: string): Model {
  if (/\.(dimacs|cnf)$/.test(file)) return importDimacs(text)
  if (/\.(splx|sxfm)$/.test(file)) return importSxfm(text)
  if (file.endsWith('.uvl')) return importUvl(text)
  if (file.endsWith('.json')) return importCsp(JSON.parse(text))
  throw new Error(
    `no reader for ${file}; known are .dimacs, .cnf, .splx, .sxfm, .uvl and .csp.json, also with .gz`,
  )
}

/** Booleans count once, enumerations and whole numbers once per value, all in order. */
function featuresOf(model: Model): Feature[] {
  return model.variables.flatMap((v): Feature[] => {
    if (v.kind === 'boolean') return [{ variable: v.code, value: true }]
    if (v.kind === 'choice') return v.options.map((o) => ({ variable: v.code, value: o.code }))
    if (v.kind !== 'integer') return []
    const size = Number(v.max) - Number(v.min) + 1
    return Array.from({ length: size }, (_, i) => ({ variable: v.code, value: String(Number(v.min) + i) }))
  })
}

/** A numbered decision: positive takes the feature, negative leaves it out. */
export function decisionOf(features: Feature[], id: number): Decision {
  const { variable, value } = features[Math.abs(id) - 1]!
  if (id > 0) return { variable, value }
  return value === true ? { variable, value: false } : { variable, not: value }
}
