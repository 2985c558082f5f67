import type { Day, Effective, Instant } from '../types.ts'

/** An instant with the day it falls on in the company's zone: rows may be dated by either. */
export type Moment = { instant: Instant; ms: number; day: Day }

/** The moment of an instant; undefined when the text is none or the zone is not known. A day means its beginning. */
export function momentOf(instant: string, zone: string): Moment | undefined {
  if (isDay(instant)) return { instant, ms: Date.parse(`${instant}T00:00:00Z`), day: instant }
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) return undefined
  const day = localDay(ms, zone)
  return day === undefined ? undefined : { instant, ms, day }
}

/** Half-open: from ≤ moment < to. Ends given as days mean the whole day in the company's zone, the last one included. */
export function isEffective(row: Effective, at: Moment): boolean {
  const { effectiveFrom: from, effectiveTo: to } = row
  if (from !== undefined && (isDay(from) ? at.day < from : at.ms < Date.parse(from))) return false
  return !(to !== undefined && (isDay(to) ? at.day > to : at.ms >= Date.parse(to)))
}

/** "valid from … to …", for reasons. */
export function datesInWords(row: Effective): string {
  if (row.effectiveFrom && row.effectiveTo) return `valid from ${row.effectiveFrom} to ${row.effectiveTo}`
  if (row.effectiveFrom) return `valid from ${row.effectiveFrom}`
  return row.effectiveTo ? `valid until ${row.effectiveTo}` : 'valid without end'
}

const formats = new Map<string, Intl.DateTimeFormat>()

function localDay(ms: number, zone: string): Day | undefined {
  if (zone === 'UTC') return new Date(ms).toISOString().slice(0, 10)
  let format = formats.get(zone)
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      })
    } catch {
      return undefined
    }
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

function isDay(text: string): boolean {
  return text.length === 10
}
