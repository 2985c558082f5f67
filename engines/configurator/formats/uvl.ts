import type { Model } from '../model.ts'
export function importUvl(_text: string): Model {
  throw new Error('soon')
}
