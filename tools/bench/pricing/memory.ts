/** Prints the peak memory in megabytes of a process that prices ten thousand lines, reads their amounts and changes one. */
import { change, price, type RequestLine } from '../../../engines/pricer/index.ts'
import { contextOf, quoteOf } from './workload.ts'

const context = contextOf()
const request = quoteOf(10_000)
const priced = price(request, context)
const before = priced.lines.length
const line = { ...(request.lines[5000] as RequestLine), quantity: '77' }
const changed = change(priced, { lines: { [line.id]: line } }, context)
if (changed.lines.length !== before) throw new Error('A change of a quantity lost lines')
console.log(Math.round(process.resourceUsage().maxRSS / 1024))
