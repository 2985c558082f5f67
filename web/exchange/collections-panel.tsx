import { Alert, Anchor, Button, NativeSelect } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import {
  type Collection,
  collections,
  type DocumentImport,
  exportDocuments,
  importDocuments,
} from '../../contract/founding.ts'
import { currentChangeSet, useChangedReference } from '../revisions/change-set-query.ts'
import { call, hrefOf } from '../shell/api.ts'
import { Panel } from '../ui/index.ts'
import classes from './exchange.module.css'

const names: Record<Collection, string> = {
  prices: 'prices: products, plans and prices',
  pricing_rules: 'pricing_rules',
  discounts: 'discounts',
  taxes: 'taxes',
  quotes: 'quotes',
  quote_line_items: 'quote_line_items',
  quote_versions: 'quote_versions',
  cpq_configurations: 'cpq_configurations',
  users: 'users',
}
const inChangeSet: readonly Collection[] = ['prices', 'pricing_rules', 'discounts', 'taxes']

/** Collections of the founding data model, in and out as MongoDB's own tools write them. */
export function CollectionsPanel() {
  const [collection, setCollection] = useState<Collection>('prices')
  const input = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const changed = useChangedReference()
  const take = useMutation({
    mutationFn: async (file: File) => {
      const current = inChangeSet.includes(collection) ? await currentChangeSet(client) : undefined
      const body = new Uint8Array(await file.arrayBuffer())
      const query = { changeSet: current?.id }
      return (await call(importDocuments, { params: { collection }, query, body })).data
    },
    onSuccess: () => changed(),
  })
  return (
    <Panel title="Documents from MongoDB">
      <p className={classes.lead}>
        Extended JSON, one file a collection, as mongoexport writes it. A file is taken in whole or not at
        all, and goes out again as it came.
      </p>
      <div className={classes.choices}>
        <NativeSelect
          label="Collection"
          value={collection}
          onChange={(event) => {
            take.reset()
            setCollection(event.currentTarget.value as Collection)
          }}
          data={collections.map((value) => ({ value, label: names[value] }))}
        />
        <Button variant="default" loading={take.isPending} onClick={() => input.current?.click()}>
          Import a file
        </Button>
        <Button
          variant="default"
          component="a"
          download
          href={hrefOf(exportDocuments, { params: { collection } })}
          leftSection={<IconDownload size={14} />}
        >
          Export
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,.jsonl,.ndjson"
          className="visually-hidden"
          aria-label="Collection to import"
          tabIndex={-1}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file) take.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </div>
      <div aria-live="polite">
        {take.error && (
          <Alert color="red" mt="md">
            {take.error.message}
          </Alert>
        )}
        {take.data && <Outcome done={take.data} />}
      </div>
    </Panel>
  )
}

function Outcome({ done }: { done: DocumentImport }) {
  const { documents, new: added, changed, unchanged, changeSet, remarks } = done
  return (
    <div className={classes.outcome}>
      <p>
        {documents.toLocaleString()} documents: {added.toLocaleString()} new, {changed.toLocaleString()}{' '}
        changed, {unchanged.toLocaleString()} unchanged.{' '}
        {changeSet && (
          <Anchor component={Link} to={`/change-sets/${changeSet}`}>
            They are in a change set
          </Anchor>
        )}
        {done.collection.startsWith('quote') && (
          <Anchor component={Link} to="/imported-quotes">
            See the imported quotes
          </Anchor>
        )}
      </p>
      {remarks.length > 0 && (
        <ul className={classes.what}>
          {remarks.map(({ document, message }) => (
            <li key={`${document} ${message}`}>
              <code>{document}:</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
