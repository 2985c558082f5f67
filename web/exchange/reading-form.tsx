import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { encodings, type Reading, type TableImport } from '../../contract/exchange.ts'
import { Panel } from '../ui/index.ts'
import classes from './exchange.module.css'

const encodingNames: Record<Reading['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
}

/** How the file was understood, with its first rows; every part can be said otherwise. */
export function ReadingForm({
  table,
  busy,
  onRead,
}: {
  table: TableImport
  busy: boolean
  onRead: (reading: Partial<Omit<Reading, 'format'>>) => void
}) {
  const { format, ...detected } = table.reading
  const [wanted, setWanted] = useState(detected)
  const change = (part: Partial<typeof wanted>) => setWanted((before) => ({ ...before, ...part }))
  const asks = table.status === 'asking'
  const changed = JSON.stringify(wanted) !== JSON.stringify(detected)
  return (
    <Panel title={asks ? 'Is this how the file is meant?' : 'How the file was understood'}>
      {table.questions.length > 0 && (
        <ul className={classes.questions}>
          {table.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      <div className={classes.choices}>
        {format === 'csv' && (
          <>
            <NativeSelect
              label="Letters"
              value={wanted.encoding}
              onChange={(event) => change({ encoding: event.currentTarget.value as Reading['encoding'] })}
              data={encodings.map((value) => ({ value, label: encodingNames[value] }))}
            />
            <NativeSelect
              label="Cells end with"
              value={wanted.separator}
              onChange={(event) => change({ separator: event.currentTarget.value as Reading['separator'] })}
              data={[
                { value: ',', label: 'Comma' },
                { value: ';', label: 'Semicolon' },
                { value: '\t', label: 'Tab' },
                { value: '|', label: 'Bar' },
              ]}
            />
          </>
        )}
        {table.sheets.length > 1 && (
          <NativeSelect
            label="Sheet"
            value={wanted.sheet ?? ''}
            onChange={(event) => change({ sheet: event.currentTarget.value })}
            data={table.sheets}
          />
        )}
        <NativeSelect
          label="Decimals"
          value={wanted.decimalMark}
          onChange={(event) => change({ decimalMark: event.currentTarget.value as Reading['decimalMark'] })}
          data={[
            { value: 'point', label: '9.99' },
            { value: 'comma', label: '9,99' },
          ]}
        />
        {(asks || changed) && (
          <Button loading={busy} onClick={() => onRead(wanted)}>
            {changed ? 'Read it this way' : 'Yes, read it'}
          </Button>
        )}
      </div>
      <Sample rows={table.sample} />
      {table.unknownColumns.length > 0 && (
        <p className={classes.quiet}>
          Passed over: {table.unknownColumns.join(', ')}. This table has no such columns, or none you may see.
        </p>
      )}
    </Panel>
  )
}

function Sample({ rows }: { rows: readonly (readonly string[])[] }) {
  const [headings = [], ...others] = rows
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the arrow keys scroll it
    <section className={classes.sample} aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <th key={index} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {others.map((row, index) => (
            <tr key={index}>
              {headings.map((_, column) => (
                <td key={column}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
