import type { APIRequestContext } from '@playwright/test'

type Made = {
  id: string
  number: string
  seq: number
  status: string
  lines: { id: string }[]
  order?: { id: string }
}

/** Asks the API as whoever is signed in, whatever state the thing is in; an answer that is none of success is an error. */
export async function asked<Body = Made>(
  request: APIRequestContext,
  method: string,
  path: string,
  data?: object,
): Promise<Body> {
  const answer = await request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'if-match': '*' },
    ...(data && { data }),
  })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()) as Body
}
