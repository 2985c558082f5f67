import { encodeCursor } from '../platform/index.ts'

/** One more than asked for was read: it says whether there is a next page. */
export function paged<Item>(items: Item[], limit: number, position: (last: Item) => unknown[]) {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return items.length > limit && last
    ? { items: shown, next: encodeCursor(position(last)) }
    : { items: shown }
}
