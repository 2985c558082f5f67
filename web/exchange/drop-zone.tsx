import { Button, Loader } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import classes from './exchange.module.css'

/** A place to drop a file on, and a button that chooses one: the same for mouse and keyboard. */
export function DropZone({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && !busy) onFile(file)
  }
  return (
    // Dropping is an extra; the button below does the same.
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {busy ? <Loader size={28} /> : <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden />}
      <p className={classes.dropWords}>{busy ? 'Sending the file …' : 'Drop a CSV or XLSX file here'}</p>
      <Button variant="default" disabled={busy} onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        className="visually-hidden"
        aria-label="File to import"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) onFile(file)
          event.currentTarget.value = ''
        }}
      />
      <p className={classes.quiet}>Nothing changes yet: you see first what the file would do.</p>
    </div>
  )
}
