import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

export type Part = {
  code: string
  category: string
  name: string
  price: string | undefined
  attributes: Record<string, string>
}

/** The files of the parts list, and the beginning of the codes of what is in each. */
const prefixes: Readonly<Record<string, string>> = {
  'case-fan': 'FAN',
  case: 'CASE',
  'cpu-cooler': 'COOL',
  cpu: 'CPU',
  'internal-hard-drive': 'DRV',
  keyboard: 'KEY',
  memory: 'MEM',
  monitor: 'MON',
  motherboard: 'MB',
  mouse: 'MOU',
  os: 'OS',
  'power-supply': 'PSU',
  ups: 'UPS',
  'video-card': 'GPU',
}

/** Every part of the folder, a code made of its kind and its place: PC-CPU-00001. */
export function readParts(folder: string): Part[] {
  return Object.entries(prefixes).flatMap(([category, prefix]) => {
    const text = readFileSync(join(folder, `${category}.csv`), 'utf8')
    const rows = parse(text, { columns: true, skip_empty_lines: true }) as Record<string, string>[]
    return rows.map(({ name = '', price, ...attributes }, index) => ({
      code: `PC-${prefix}-${String(index + 1).padStart(5, '0')}`,
      category,
      name:
        name
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, 200) || `${prefix} ${index + 1}`,
      price: price || undefined,
      attributes,
    }))
  })
}
