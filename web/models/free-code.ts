/** A code that none of these things has yet: "option3". */
export function freeCode(things: readonly { code: string }[], word: string): string {
  const taken = new Set(things.map((each) => each.code))
  let number = things.length + 1
  while (taken.has(`${word}${number}`)) number += 1
  return `${word}${number}`
}
