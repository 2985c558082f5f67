import type { Version } from '../quoting/index.ts'

type Line = Version['content']['lines'][number]
type Made = Version['priced']['lines'][number]

/** The lines of a quote that are ordered: what counts, what is included in it, and what is billed by use. */
export function soldLines({ content, priced }: Version): { line: Line; made: Made }[] {
  const made = new Map(priced.lines.map((each) => [each.id, each]))
  const out = new Set<string>()
  return content.lines.flatMap((line) => {
    const amounts = made.get(line.id)
    // What is left out takes its parts along; parts stand behind the line they belong to.
    const left =
      line.optional || line.verdict !== undefined || (line.parent !== undefined && out.has(line.parent))
    if (left) out.add(line.id)
    const sold = amounts && !left && (amounts.counted || line.included || amounts.type === 'USAGE')
    return sold ? { line, made: amounts } : []
  })
}
