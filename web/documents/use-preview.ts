import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { previewDocument, previewPdf } from '../../contract/documents.ts'
import { listQuotes } from '../../contract/quotes.ts'
import type { ChangeSet } from '../../contract/revisions.ts'
import type { Id } from '../../contract/values.ts'
import type { State } from '../reference/describe.ts'
import { call, callForFile } from '../shell/api.ts'
import { saveFile } from '../ui/index.ts'

type Trial = {
  kind: 'templates' | 'clauses'
  code: string
  body: State
  quote: Id<'quo'> | undefined
  language: string | undefined
  changeSet: ChangeSet['id'] | undefined
}

/** The pages of a quote with what is being written; asked again when the writer pauses. */
export function usePreview(trial: Trial) {
  const [asked] = useDebouncedValue(JSON.stringify(trial), 400)
  const query = useQuery({
    queryKey: ['document-preview', asked],
    // What is asked lags behind what is written.
    enabled: (JSON.parse(asked) as Trial).quote !== undefined,
    queryFn: async ({ signal }) => {
      const body = bodyOf(JSON.parse(asked) as Trial)
      return (await call(previewDocument, { body, signal })).data
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
  const svg = query.data?.svg
  const url = useMemo(
    () => (svg === undefined ? undefined : URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))),
    [svg],
  )
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  return { ...query, url }
}

/** Fetches the PDF as it would be, as a file: a tab of its own would be a pop-up, and not every browser shows a PDF there. */
export function usePdf(trial: Trial) {
  return useMutation({
    mutationFn: async () => {
      const file = await callForFile(previewPdf, { body: bodyOf(trial) })
      saveFile(file, `${trial.code || 'preview'}.pdf`)
    },
  })
}

/** A form's state holds JSON only. */
function bodyOf({ kind, code, body, quote = 'quo_none00', language, changeSet }: Trial) {
  const thing = { kind, code: code || 'NEW', body: body as Record<string, never> }
  return { quote, language, changeSet, thing }
}

export type Choice = { value: Id<'quo'>; label: string }

/** Quotes to try on, the latest first. */
export function useQuoteChoices(search: string) {
  const [asked] = useDebouncedValue(search, 200)
  return useQuery({
    queryKey: ['quotes', 'choices', asked],
    queryFn: async ({ signal }) =>
      (await call(listQuotes, { query: { search: asked || undefined, limit: 20 }, signal })).data.items.map(
        ({ id, number, customerName }): Choice => ({
          value: id,
          label: [number, customerName].filter(Boolean).join(', '),
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
