import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import writeWorkbook from 'write-excel-file/node'
import { importLimits } from '../../../contract/exchange.ts'
import { refuse } from './detect.ts'
import type { WorkbookReply, WorkbookRequest } from './workbook-worker.ts'
import { checkZip } from './zip.ts'

const memoryMb = 1536
const timeoutMs = 100_000
/** Letters in a cell of a spreadsheet. */
export const longestCell = 32_767

export type Sheet = { sheets: string[]; sheet: string; rows: string[][] }

/** A sheet of a workbook, numbers exactly as they stand in it. */
export async function readSheet(bytes: Buffer, sheet?: string): Promise<Sheet> {
  await checkZip(bytes, importLimits.unpackedBytes)
  const reply = await inWorker({ bytes, sheet })
  if ('problem' in reply) refuse(reply.problem)
  return reply
}

/** Rows as a workbook; every cell is text, so that none is a formula. */
export async function workbookBytes(name: string, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const [headings = [], ...others] = rows
  const data = [
    headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...others.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
  ]
  const columns = headings.map((heading) => ({ width: Math.min(40, Math.max(12, heading.length + 2)) }))
  return writeWorkbook(data, { sheet: name.slice(0, 31), columns, stickyRowsCount: 1 }).toBuffer()
}

function inWorker(request: WorkbookRequest): Promise<WorkbookReply> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'workbook-worker.ts'), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const timer = setTimeout(() => {
      resolve({ problem: 'it takes too long to read. Save it as CSV.' })
      void worker.terminate()
    }, timeoutMs)
    worker.on('message', (reply: WorkbookReply) => resolve(reply))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ problem: 'it is too large. Save it as CSV.' })
      else reject(error)
    })
    worker.on('exit', () => {
      clearTimeout(timer)
      resolve({ problem: 'the workbook cannot be read. Save it again as .xlsx.' })
    })
  })
}
