import { Alert, Button, Select, Skeleton } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Comparison, compareVersions, restoreVersion } from '../../../contract/quotes.ts'
import { call, newIdempotencyKey } from '../../shell/api.ts'
import { Money, Tag, toast } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import { fieldName, shownValue } from './field-names.ts'
import css from './versions.module.css'

/** Two versions beside each other: what came, what went, what is different, and the way back to one of them. */
export function VersionsPanel() {
  const versions = useQuote((quote) => quote.versions)
  const numbers = versions.map((one) => one.version).sort((a, b) => b - a)
  const [to, setTo] = useState(numbers[0] ?? 1)
  const [from, setFrom] = useState(numbers[1] ?? 1)
  const id = useQuote((quote) => quote.id)
  const seq = useQuote((quote) => quote.seq)
  const found = useQuery({
    queryKey: ['compare', id, from, to, seq],
    queryFn: async ({ signal }) =>
      (await call(compareVersions, { params: { id }, query: { from, to }, signal })).data,
    placeholderData: (before) => before,
  })
  const choices = numbers.map((number) => ({ value: String(number), label: `Version ${number}` }))
  return (
    <div className={css.panel}>
      <div className={css.choice}>
        <Select
          label="From"
          data={choices}
          value={String(from)}
          onChange={(value) => setFrom(Number(value ?? from))}
        />
        <Select
          label="To"
          data={choices}
          value={String(to)}
          onChange={(value) => setTo(Number(value ?? to))}
        />
      </div>
      {found.isError && <Alert color="red">{found.error.message}</Alert>}
      {found.data ? <Differences compared={found.data} /> : <Skeleton height={200} />}
      {found.data && differ(found.data) && <Restore version={from} />}
    </div>
  )
}

function Differences({ compared }: { compared: Comparison }) {
  const { terms, lines, totals, currency } = compared
  if (!differ(compared)) return <p>The two are the same.</p>
  return (
    <>
      <Changes title="Amounts" fields={totals} />
      <Changes title="Terms" fields={terms} />
      {lines.length > 0 && (
        <section>
          <h3 className={css.title}>Lines</h3>
          <ul className={css.lines}>
            {lines.slice(0, 300).map((line) => (
              <li key={line.id} className={css.line}>
                <div className={css.head}>
                  <Tag tone={line.kind === 'added' ? 'success' : line.kind === 'removed' ? 'danger' : 'info'}>
                    {line.kind}
                  </Tag>
                  <strong>{line.productName}</strong>
                  <span className={css.net}>
                    {line.net.from !== undefined && (
                      <Money amount={line.net.from} currency={currency.from} muted />
                    )}
                    {line.net.from !== undefined && line.net.to !== undefined && ' → '}
                    {line.net.to !== undefined && <Money amount={line.net.to} currency={currency.to} />}
                  </span>
                </div>
                <Fields fields={line.fields.filter((field) => field.field !== 'net')} />
              </li>
            ))}
          </ul>
          {lines.length > 300 && <p>… and {lines.length - 300} more lines</p>}
        </section>
      )}
    </>
  )
}

function differ({ terms, lines, totals }: Comparison): boolean {
  return terms.length + lines.length + totals.length > 0
}

type Field = Comparison['terms'][number]

function Changes({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null
  return (
    <section>
      <h3 className={css.title}>{title}</h3>
      <Fields fields={fields} />
    </section>
  )
}

function Fields({ fields }: { fields: Field[] }) {
  return (
    <dl className={css.fields}>
      {fields.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{fieldName(field)}</dt>
          <dd>
            <del>{shownValue(from)}</del> → <ins>{shownValue(to)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** One change of the draft, taken back like any other. */
function Restore({ version }: { version: number }) {
  const store = useStore()
  const { readOnly } = useWorkspace()
  const id = useQuote((quote) => quote.id)
  const current = useQuote((quote) => quote.version)
  const restore = useMutation({
    mutationFn: async () => {
      await store.settled()
      return (await call(restoreVersion, { params: { id, version }, idempotencyKey: newIdempotencyKey() }))
        .data
    },
    onSuccess: (quote) => {
      store.adopt(quote)
      toast.done(`Version ${version} restored`, { act: store.undo })
    },
    onError: (error) => toast.failed(error),
  })
  if (readOnly !== undefined || version === current) return null
  return (
    <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
      Make the draft as version {version} was
    </Button>
  )
}
