import type { Shown, ShownLine } from './cover.ts'
import { moneyInWords } from './money-words.ts'

const most = 200
const amounts = ['total', 'shipping']

/** What is different between two states of a quote, in words: "Tower T4: quantity 3 → 5". */
export function differenceInWords(before: Shown, now: Shown): string[] {
  const words: string[] = []
  const currencies = { was: before.header.currency, is: now.header.currency }
  for (const name of new Set([...Object.keys(before.header), ...Object.keys(now.header)])) {
    const [was, is] = [before.header[name], now.header[name]]
    if (was === is) continue
    const isAmount = amounts.includes(name)
    const said = (value: string | undefined, currency: string | undefined) =>
      isAmount ? amount(value, currency) : (value ?? 'nothing')
    words.push(`${sentenceCase(name)}: ${said(was, currencies.was)} → ${said(is, currencies.is)}`)
  }
  const old = new Map(before.lines.map((line) => [line.id, line]))
  for (const line of now.lines) {
    const was = old.get(line.id)
    old.delete(line.id)
    if (!was) words.push(`${line.name} added: ${line.quantity} for ${amount(line.net, currencies.is)}`)
    else words.push(...lineWords(was, line, currencies))
  }
  for (const line of old.values())
    words.push(`${line.name} removed: ${line.quantity} for ${amount(line.net, currencies.was)}`)
  return words.length > most ? [...words.slice(0, most), `and ${words.length - most} more changes`] : words
}

type Currencies = { was: string | undefined; is: string | undefined }

function lineWords(was: ShownLine, is: ShownLine, currencies: Currencies): string[] {
  const changes: string[] = []
  const note = (what: string, from: string | undefined, to: string | undefined) => {
    if (from !== to) changes.push(`${what} ${from ?? 'nothing'} → ${to ?? 'nothing'}`)
  }
  note('product', was.product, is.product)
  note('plan', was.plan, is.plan)
  note('quantity', was.quantity, is.quantity)
  note('term', was.term, is.term)
  note('discount', `${was.discountPercent} %`, `${is.discountPercent} %`)
  if (was.net !== is.net) note('net', amount(was.net, currencies.was), amount(is.net, currencies.is))
  note('left to the customer', was.open, is.open)
  if (was.counted !== is.counted) changes.push(is.counted ? 'counts in the total now' : 'no longer counts')
  return changes.length > 0 ? [`${is.name}: ${changes.join(', ')}`] : []
}

function amount(value: string | undefined, currency: string | undefined): string {
  if (value === undefined) return 'no price'
  return currency === undefined ? value : moneyInWords(value, currency)
}

function sentenceCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
