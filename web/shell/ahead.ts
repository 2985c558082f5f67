declare global {
  interface Window {
    /** What `index.html` asks for before the app is there, by address. */
    ahead?: Record<string, Promise<Response>>
  }
}

/** The answer that was asked for ahead, once; nothing where it is no good, or not on its way. */
export async function takeAhead(address: string): Promise<Response | undefined> {
  const asked = window.ahead?.[address]
  if (!asked) return undefined
  delete window.ahead?.[address]
  const response = await asked.catch(() => undefined)
  if (response?.ok) return response
  void response?.body?.cancel() // unread, it would hold the connection
  return undefined
}
