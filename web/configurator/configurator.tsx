import { Alert, Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { Command, Quote } from '../../contract/quotes.ts'
import type { Decision, Model } from '../../engines/configurator/index.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { Issues, Money, useDocumentTitle, usePhone } from '../ui/index.ts'
import css from './configurator.module.css'
import { type Form, FormContext } from './context.ts'
import { type ListPrices, listTotal, readListPrices } from './list-prices.ts'
import { SectionView } from './section-view.tsx'
import { namesOf, productsOf, sectionsOf } from './sections.ts'
import { Summary } from './summary.tsx'
import { type Configuring, useConfiguration } from './use-configuration.ts'
import { useTrial } from './use-trial.ts'

type ConfiguratorProps = {
  model: Model
  product: string
  title: string
  /** Earlier choices; those that no longer hold are reported. */
  decisions: Decision[]
  /** The line as it is or will be. */
  line: string
  quote: Quote | undefined
  /** Where there is no quote to say it. */
  currency?: string
  readOnly: boolean
  commandFor: (decisions: Decision[]) => Command
  saveLabel: string
  busy?: boolean
  onSave: (command: Command) => void
  onBack: () => void
}

const noPrices: ListPrices = new Map()

/** Choices on the left, what they come to on the right; the engine runs here, the server has the last word. */
export function Configurator(props: ConfiguratorProps) {
  const { model, product, title, quote, readOnly, commandFor } = props
  useDocumentTitle(title)
  const phone = usePhone()
  const configuring = useConfiguration(model, props.decisions)
  const currency = quote?.currency ?? props.currency ?? ''
  const prices = usePrices(model, product, currency, quote?.priceBook)
  const form = useFormOf(model, configuring, prices, currency, readOnly)
  const sections = useMemo(() => sectionsOf(model), [model])
  const decisions = configuring.snapshot?.decisions
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another command only when other choices were made
  const command = useMemo(() => decisions && commandFor(decisions), [decisions])
  const trial = useTrial(readOnly ? undefined : quote, command, props.line)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])

  if (configuring.failed)
    return (
      <Alert m="lg" color="red">
        {configuring.failed}
      </Alert>
    )
  if (configuring.unusable) return <Unusable configuring={configuring} />
  if (!configuring.snapshot) return <PageLoading />
  const save =
    readOnly || !command
      ? undefined
      : { label: props.saveLabel, act: () => props.onSave(command), busy: props.busy ?? false }
  const list = listTotal(prices, product, configuring.snapshot.parts)
  return (
    <FormContext value={form}>
      <div className={css.page}>
        <header className={css.header}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowLeft size={15} stroke={1.8} />}
            onClick={props.onBack}
          >
            {quote ? quote.number : 'Back'}
          </Button>
          <h1 ref={heading} tabIndex={-1} className={css.title}>
            {title}
          </h1>
        </header>
        <Dropped configuring={configuring} />
        <div className={css.columns}>
          {sections.length > 1 && (
            <nav className={css.nav} aria-label="Parts of the configuration">
              {sections.map((section) => (
                <a key={section.key} href={`#section-${section.key}`}>
                  {section.label}
                </a>
              ))}
            </nav>
          )}
          <div className={css.form}>
            {sections.map((section) => (
              <SectionView key={section.key} section={section} models={model.models ?? {}} />
            ))}
          </div>
          <aside className={css.aside} aria-label="Summary">
            <Summary model={model} product={product} trial={trial} save={phone ? undefined : save} />
          </aside>
        </div>
        {phone && save && (
          <div className={css.foot}>
            <span className={css.footAmount} aria-live="polite">
              <Money amount={trial.unit ?? list.amount} currency={currency} strong />
              <span className={css.partSub}>{trial.unit === undefined ? 'list price' : 'net each'}</span>
            </span>
            <Button size="md" onClick={save.act} loading={save.busy}>
              {save.label}
            </Button>
          </div>
        )}
      </div>
    </FormContext>
  )
}

function useFormOf(
  model: Model,
  configuring: Configuring,
  prices: ListPrices,
  currency: string,
  readOnly: boolean,
): Form {
  const { snapshot } = configuring
  const names = useMemo(() => namesOf(model, (code) => prices.get(code)?.name), [model, prices])
  const domains = useMemo(
    () => new Map(snapshot?.domains.map((domain) => [domain.variable, domain])),
    [snapshot],
  )
  const values = snapshot?.completion.configuration.values
  return {
    configuring,
    names,
    prices,
    currency,
    readOnly,
    domainOf: (path) => domains.get(path),
    valueOf: (path) => domains.get(path)?.value ?? values?.[path],
  }
}

function usePrices(
  model: Model,
  product: string,
  currency: string,
  priceBook: string | undefined,
): ListPrices {
  const codes = useMemo(() => [product, ...productsOf(model)], [model, product])
  const found = useQuery({
    queryKey: ['list-prices', product, currency, priceBook],
    queryFn: ({ signal }) => readListPrices(codes, { currency, priceBook }, signal),
    staleTime: 5 * 60_000,
    structuralSharing: false,
  })
  return found.data ?? noPrices
}

/** Choices of an earlier revision that no longer hold: left out, and said. */
function Dropped({ configuring }: { configuring: Configuring }) {
  if (configuring.dropped.length === 0) return null
  return (
    <div className={css.dropped}>
      <Issues
        issues={configuring.dropped.map((one) => ({
          code: `configuration.${one.reason}`,
          severity: 'warning',
          path: [one.decision.variable],
          message: one.message,
          suggestion: 'It was left out.',
        }))}
      />
    </div>
  )
}

function Unusable({ configuring }: { configuring: Configuring }) {
  return (
    <div className={css.page}>
      <Alert color="red" title="This product cannot be configured now" mb="md">
        Its model has mistakes. Somebody who maintains the catalog can put them right.
      </Alert>
      <Issues issues={(configuring.unusable ?? []).map((issue) => ({ ...issue, path: [issue.path] }))} />
    </div>
  )
}
