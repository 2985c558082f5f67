/**
 * Typst fetches packages from the network by itself where a template asks for one. Templates stand on their own here:
 * a document must come out the same in ten years, without anybody's server.
 */
export function demandLocal(source: string): void {
  const found = /\b(?:import|include)\s*\(?\s*"(@[^"]*)"/.exec(source)
  if (found) throw new Error(`A template may not fetch "${found[1]}" from the network`)
}
