import { Alert, Button, FileInput, Modal, Stack, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePhone } from '../../ui/index.ts'
import { newId } from '../store/new-id.ts'
import { useStore } from '../store/use-quote.ts'
import { checkRow, type Mended, mend } from './checked-rows.ts'
import { lookUpCodes } from './look-up-codes.ts'
import { OpenRows } from './open-rows.tsx'
import { parsePaste } from './paste.ts'
import css from './paste-dialog.module.css'
import { readSheet } from './read-sheet.ts'
import { ReadyRows } from './ready-rows.tsx'

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
  const wanted = useMemo(
    () => [...new Set(rows.filter((row) => row.problem === undefined).map((row) => row.code))].sort(),
    [rows],
  )
  const [codes] = useDebouncedValue(wanted, 150)
  const found = useQuery({
    queryKey: ['codes', codes.join('\n')],
    queryFn: ({ signal }) => lookUpCodes(codes, signal),
    enabled: codes.length > 0,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const looking = found.isFetching || codes !== wanted
  const checked = rows.map((row) => checkRow(row, found.data?.get(row.code), looking))
  const fine = checked.filter((row) => row.problem === undefined)
  const ready = fine.filter((row) => row.product !== undefined)
  const open = checked.filter((row) => row.problem !== undefined || mended[row.row])
  const out = checked.length - fine.length

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
    store.change(commands, ready.length === 1 ? '1 row added' : `${ready.length} rows added`)
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
      {found.isError && (
        <Alert color="red" mb="sm" title="The codes could not be looked up">
          <Button size="compact-sm" variant="default" onClick={() => void found.refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      {open.length > 0 && (
        <OpenRows
          rows={open}
          mended={mended}
          onMend={(changed) =>
            setMended({
              ...mended,
              ...Object.fromEntries(
                Object.entries(changed).map(([row, value]) => [row, { ...mended[Number(row)], ...value }]),
              ),
            })
          }
        />
      )}
      <ReadyRows rows={fine} looking={looking} />
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={add} disabled={ready.length === 0 || looking} data-autofocus>
          {ready.length === 1 ? 'Add 1 row' : `Add ${ready.length} rows`}
          {out > 0 && ready.length > 0 && `, leave out ${out}`}
        </Button>
      </div>
    </>
  )
}
