import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

type Received = { from: string; to: string[]; source: string }

/** A mail server of our own; `refuse` says what it answers in place of taking the mail. */
export async function startMailServer() {
  const received: Received[] = []
  const state: { refuse: { code: number; message: string } | undefined } = { refuse: undefined }
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      state.refuse
        ? done(Object.assign(new Error(state.refuse.message), { responseCode: state.refuse.code }))
        : done(),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((each) => each.address),
          source: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    state,
    close: () => new Promise<void>((done) => smtp.close(done)),
  }
}
