import { Button, TextInput } from '@mantine/core'
import type { CheckedRow, Mended } from './checked-rows.ts'
import css from './paste-dialog.module.css'

type OpenRowsProps = {
  /** Rows that something stands in the way of, or did until a person put them right. */
  rows: CheckedRow[]
  mended: Mended
  /** What a person says of one row, or of several. */
  onMend: (changed: Mended) => void
}

/** Rows to put right or leave out. One that is right stays in its place: nobody is done after the first digit. */
export function OpenRows({ rows, mended, onMend }: OpenRowsProps) {
  const wrong = rows.filter((row) => row.problem !== undefined).length
  return (
    <section aria-label="Rows that need a look">
      <h3 className={css.title}>
        {wrong === 0 && 'All rows are put right'}
        {wrong === 1 && '1 row needs a look'}
        {wrong > 1 && `${wrong} rows need a look`}
        {wrong > 0 && <span className={css.hint}>Put them right, or leave them out.</span>}
      </h3>
      <ReadAll rows={rows.filter((row) => row.either)} onMend={onMend} />
      <ul className={css.list}>
        {rows.slice(0, 200).map((row) => (
          <li key={row.row} className={css.open}>
            <span className={css.row}>{row.row}</span>
            <TextInput
              size="xs"
              aria-label={`Code in row ${row.row}`}
              value={mended[row.row]?.code ?? row.code}
              onChange={(event) => onMend({ [row.row]: { code: event.currentTarget.value } })}
            />
            <TextInput
              size="xs"
              aria-label={`Quantity in row ${row.row}`}
              value={mended[row.row]?.quantity ?? row.quantity}
              onChange={(event) => onMend({ [row.row]: { quantity: event.currentTarget.value } })}
            />
            <div className={css.said}>
              <span className={row.problem === undefined ? css.right : css.problem}>
                {row.problem ?? row.name ?? 'Looking it up …'}
              </span>
              {row.either?.map((quantity) => (
                <Button
                  key={quantity}
                  size="compact-xs"
                  variant="default"
                  onClick={() => onMend({ [row.row]: { quantity } })}
                >
                  It is {quantity}
                </Button>
              ))}
              <code className={css.source}>{row.text.replaceAll('\t', ' ⇥ ')}</code>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A sheet writes its numbers in one way: what one quantity means, all of them do. */
function ReadAll({ rows, onMend }: Pick<OpenRowsProps, 'rows' | 'onMend'>) {
  const [first] = rows
  if (rows.length < 2 || !first?.either) return null
  return (
    <p className={css.all}>
      {rows.length} quantities can be read in two ways.
      {first.either.map((quantity, way) => (
        <Button
          key={quantity}
          size="compact-xs"
          variant="default"
          onClick={() =>
            onMend(
              Object.fromEntries(
                rows.map(({ row, either }) => [row, { quantity: either?.[way] ?? quantity }]),
              ),
            )
          }
        >
          {first.quantity} is {quantity}, in all of them
        </Button>
      ))}
    </p>
  )
}
