import type { Shown, ShownLine } from './cover.ts'

const most = 200

/** What is different between two states of a quote, in words: "Tower T4: quantity 3 → 5". */
export function differenceInWords(before: Shown, now: Shown): string[] {
  const words: string[] = []
  for (const name of new Set([...Object.keys(before.header), ...Object.keys(now.header)])) {
    const [was, is] = [before.header[name], now.header[name]]
    if (was !== is) words.push(`${sentenceCase(name)}: ${was ?? 'nothing'} → ${is ?? 'nothing'}`)
  }
  const old = new Map(before.lines.map((line) => [line.id, line]))
  for (const line of now.lines) {
    const was = old.get(line.id)
    old.delete(line.id)
    if (!was) words.push(`${line.name} added: ${line.quantity} for ${line.net ?? 'no price'}`)
    else words.push(...lineWords(was, line))
  }
  for (const line of old.values())
    words.push(`${line.name} removed: ${line.quantity} for ${line.net ?? 'no price'}`)
  return words.length > most ? [...words.slice(0, most), `and ${words.length - most} more changes`] : words
}

function lineWords(was: ShownLine, is: ShownLine): string[] {
  const changes: string[] = []
  const note = (what: string, from: string | undefined, to: string | undefined) => {
    if (from !== to) changes.push(`${what} ${from ?? 'nothing'} → ${to ?? 'nothing'}`)
  }
  note('product', was.product, is.product)
  note('plan', was.plan, is.plan)
  note('quantity', was.quantity, is.quantity)
  note('term', was.term, is.term)
  note('discount', `${was.discountPercent} %`, `${is.discountPercent} %`)
  note('net', was.net, is.net)
  if (was.counted !== is.counted) changes.push(is.counted ? 'counts in the total now' : 'no longer counts')
  return changes.length > 0 ? [`${is.name}: ${changes.join(', ')}`] : []
}

function sentenceCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
