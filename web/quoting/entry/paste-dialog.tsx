import { Button, FileInput, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { Tag, usePhone } from '../../ui/index.ts'
import { newId } from '../store/new-id.ts'
import { useStore } from '../store/use-quote.ts'
import { readNumber } from '../values/read-number.ts'
import { type Found, lookUpCodes } from './look-up-codes.ts'
import { type PastedRow, parsePaste } from './paste.ts'
import css from './paste-dialog.module.css'
import { readSheet } from './read-sheet.ts'

type Checked = PastedRow & { name?: string; product?: string; configurable?: boolean }
type Mended = Record<number, { code?: string; quantity?: string }>

/** Shows what was understood of pasted rows before anything is added; what was not can be put right or left out. */
export function PasteDialog({ text: given, onClose }: { text: string | undefined; onClose: () => void }) {
  const phone = usePhone()
  return (
    <Modal
      opened={given !== undefined}
      onClose={onClose}
      title="Add rows from a spreadsheet"
      size={760}
      fullScreen={phone}
    >
      {given !== undefined && <PasteForm given={given} onClose={onClose} />}
    </Modal>
  )
}

function PasteForm({ given, onClose }: { given: string; onClose: () => void }) {
  const store = useStore()
  const [text, setText] = useState(given)
  const [mended, setMended] = useState<Mended>({})
  const [unread, setUnread] = useState<string>()
  const rows = useMemo(() => parsePaste(text).rows.map((row) => mend(row, mended[row.row])), [text, mended])
  const codes = useDeferredValue(
    useMemo(() => rows.filter((row) => row.code !== '').map((row) => row.code), [rows]),
  )
  const found = useQuery({
    queryKey: ['codes', [...new Set(codes)].sort().join('\n')],
    queryFn: ({ signal }) => lookUpCodes(codes, signal),
    enabled: codes.length > 0,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const checked = rows.map((row) => check(row, found.data?.get(row.code), found.isFetching))
  const ready = checked.filter((row) => row.problem === undefined && row.product !== undefined)
  const open = checked.filter((row) => row.problem !== undefined)

  const add = () => {
    const commands = ready.map((row) => ({
      type: 'addLine' as const,
      line: {
        id: newId('lin'),
        product: row.product ?? row.code,
        quantity: row.quantity,
        ...(row.notes && { notes: row.notes }),
      },
    }))
    store.change(commands, `${ready.length} rows added`)
    onClose()
  }

  if (text.trim() === '') {
    return (
      <Stack gap="md">
        <FileInput
          label="From a file"
          description="Excel (.xlsx), CSV or text; the first sheet with rows"
          placeholder="Choose a file"
          accept=".xlsx,.csv,.tsv,.txt"
          error={unread}
          onChange={(file) => {
            if (!file) return
            readSheet(file).then(setText, () => setUnread(`${file.name} could not be read as a spreadsheet.`))
          }}
        />
        <Textarea
          label="Paste codes and quantities here"
          description="One row per product: its code, then how many. With or without a heading."
          placeholder={'PILOT-T4\t2\nMON-27\t4'}
          autosize
          minRows={6}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Stack>
    )
  }
  return (
    <>
      {open.length > 0 && (
        <section aria-label="Rows that need a look">
          <h3 className={css.title}>
            {open.length === 1 ? '1 row needs a look' : `${open.length} rows need a look`}
            <span className={css.hint}>Put them right, or leave them out.</span>
          </h3>
          <ul className={css.list}>
            {open.slice(0, 200).map((row) => (
              <li key={row.row} className={css.open}>
                <span className={css.row}>{row.row}</span>
                <TextInput
                  size="xs"
                  aria-label={`Code in row ${row.row}`}
                  value={mended[row.row]?.code ?? row.code}
                  onChange={(event) =>
                    setMended({
                      ...mended,
                      [row.row]: { ...mended[row.row], code: event.currentTarget.value },
                    })
                  }
                />
                <TextInput
                  size="xs"
                  w={90}
                  aria-label={`Quantity in row ${row.row}`}
                  value={mended[row.row]?.quantity ?? row.quantity}
                  onChange={(event) =>
                    setMended({
                      ...mended,
                      [row.row]: { ...mended[row.row], quantity: event.currentTarget.value },
                    })
                  }
                />
                <span className={css.problem}>
                  {row.problem}
                  <code className={css.source}>{row.text.replaceAll('\t', ' ⇥ ')}</code>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Rows that will be added">
        <h3 className={css.title}>
          {ready.length === 1 ? '1 row will be added' : `${ready.length} rows will be added`}
        </h3>
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Code</th>
                <th scope="col">Product</th>
                <th scope="col" data-align="end">
                  Quantity
                </th>
              </tr>
            </thead>
            <tbody>
              {checked
                .filter((row) => row.problem === undefined)
                .slice(0, 500)
                .map((row) => (
                  <tr key={row.row}>
                    <td>{row.row}</td>
                    <td>{row.product ?? row.code}</td>
                    <td>
                      {row.name ?? (found.isFetching ? 'Looking it up …' : '')}{' '}
                      {row.configurable && <Tag tone="info">to configure</Tag>}
                    </td>
                    <td data-align="end" className="tabular">
                      {row.quantity}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </section>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={add} disabled={ready.length === 0 || found.isFetching} data-autofocus>
          {ready.length === 1 ? 'Add 1 row' : `Add ${ready.length} rows`}
          {open.length > 0 && ready.length > 0 && `, leave out ${open.length}`}
        </Button>
      </div>
    </>
  )
}

/** A row with what the person put right in it. */
function mend(row: PastedRow, mended: Mended[number] | undefined): PastedRow {
  if (!mended) return row
  const again = parsePaste(`${mended.code ?? row.code}\t${mended.quantity ?? (row.quantity || '1')}`).rows[0]
  return again ? { ...again, row: row.row, text: row.text } : row
}

function check(row: PastedRow, found: (Found & { code?: string }) | undefined, looking: boolean): Checked {
  if (row.problem !== undefined) return row
  if (!found) return looking ? row : { ...row, problem: `There is no product “${row.code}”.` }
  if (found.kind === 'gone') return { ...row, problem: found.sentence }
  const read = readNumber(row.quantity)
  const decimals = read.kind === 'number' ? (read.value.split('.')[1]?.length ?? 0) : 0
  if (decimals > found.quantityDecimals) {
    return { ...row, problem: `${found.name} is not sold in ${row.quantity}.` }
  }
  return { ...row, name: found.name, product: found.code ?? row.code, configurable: found.configurable }
}
