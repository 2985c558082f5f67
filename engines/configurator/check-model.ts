import type { Issue } from './answers.ts'
export function checkModel(_model: unknown): Issue[] {
  return []
}
