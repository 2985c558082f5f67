import { Alert, Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Command, Quote } from '../../contract/quotes.ts'
import type { Decision, Model } from '../../engines/configurator/index.ts'
import { PageLoading } from '../shell/page-loading.tsx'
import { Issues, Money, SearchField, useDocumentTitle, usePhone } from '../ui/index.ts'
import css from './configurator.module.css'
import { type Form, FormContext } from './context.ts'
import type { PriceTerms } from './fill-menu.tsx'
import { type ListPrices, listTotal, readListPrices } from './list-prices.ts'
import { SectionView } from './section-view.tsx'
import { namesOf, productsOf, sectionsOf, withinReach } from './sections.ts'
import { Summary } from './summary.tsx'
import { type Configuring, useConfiguration } from './use-configuration.ts'
import { useStock } from './use-stock.ts'
import { useTrial } from './use-trial.ts'

type ConfiguratorProps = {
  model: Model
  /** Names this published state of the model; absent for one that was never published. */
  modelKey?: string
  /** What the model configures; absent for a model that stands for no product. */
  product?: string
  revision?: number | undefined
  /** The product's picture; those of chosen options are laid over it. */
  image?: string | undefined
  title: string
  /** Where one came from, and goes back to. */
  from?: string
  /** Earlier choices; those that no longer hold are reported. */
  decisions: Decision[]
  /** The quote it is for, and the line as it is or will be there. */
  on?: { quote: Quote; line: string; commandFor: (decisions: Decision[]) => Command }
  /** Where there is no quote to say it. */
  currency?: string
  terms?: PriceTerms
  readOnly: boolean
  saveLabel?: string
  busy?: boolean
  onSave?: (decisions: Decision[]) => void
  /** What else can be done with the choices. */
  actions?: ((decisions: Decision[]) => ReactNode) | undefined
  onBack: () => void
}

const noPrices: ListPrices = new Map()

/** Choices on the left, what they come to on the right; the engine runs here, the server has the last word. */
export function Configurator(props: ConfiguratorProps) {
  const { model, product, title, on, readOnly } = props
  const quote = on?.quote
  useDocumentTitle(title)
  const phone = usePhone()
  const configuring = useConfiguration(model, props.decisions, props.modelKey)
  const currency = quote?.currency ?? props.currency ?? ''
  const prices = usePrices(model, product, currency, quote?.priceBook)
  const form = useFormOf(model, configuring, prices, currency, readOnly)
  const [wanted, setWanted] = useState('')
  const all = useMemo(() => sectionsOf(model), [model])
  const { sections, more } = useMemo(() => withinReach(all, wanted), [all, wanted])
  const decisions = configuring.snapshot?.decisions
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another command only when other choices were made
  const command = useMemo(() => decisions && on?.commandFor(decisions), [decisions])
  const trial = useTrial(readOnly ? undefined : quote, command, on?.line ?? '')
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
    readOnly || !decisions || !props.onSave
      ? undefined
      : {
          label: props.saveLabel ?? 'Save',
          act: () => props.onSave?.(decisions),
          busy: props.busy ?? false,
        }
  const list = product === undefined ? undefined : listTotal(prices, product, configuring.snapshot.parts)
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
            {quote ? quote.number : (props.from ?? 'Back')}
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
            {(more > 0 || wanted !== '') && (
              <SearchField
                label="Find an option"
                placeholder="Find an option by its name"
                value={wanted}
                onSearch={setWanted}
                width="100%"
              />
            )}
            {sections.map((section) => (
              <SectionView key={section.key} section={section} models={model.models ?? {}} />
            ))}
            {more > 0 && (
              <p className={css.help}>
                {more.toLocaleString('en')} more options. Find them by their name; they are decided with the
                rest.
              </p>
            )}
          </div>
          <aside className={css.aside} aria-label="Summary">
            <Summary
              model={model}
              product={product}
              revision={props.revision}
              image={props.image ?? (product === undefined ? undefined : prices.get(product)?.image)}
              title={title}
              trial={trial}
              terms={termsOf(props)}
              readOnly={readOnly}
              save={phone ? undefined : save}
              actions={decisions && props.actions?.(decisions)}
            />
          </aside>
        </div>
        {phone && save && (
          <div className={css.foot}>
            {list && (
              <span className={css.footAmount} aria-live="polite">
                <Money amount={trial.unit ?? list.amount} currency={currency} strong />
                <span className={css.partSub}>{trial.unit === undefined ? 'list price' : 'net each'}</span>
              </span>
            )}
            <Button size="md" onClick={save.act} loading={save.busy}>
              {save.label}
            </Button>
          </div>
        )}
      </div>
    </FormContext>
  )
}

/** As the quote has it, else as it was said. */
function termsOf({ on, currency, terms }: ConfiguratorProps): PriceTerms {
  if (!on) return { ...terms, ...(currency && { currency }) }
  const { quote, line } = on
  const quantity = quote.lines.find((one) => one.id === line)?.quantity
  return {
    currency: quote.currency,
    customer: quote.customer?.id,
    priceBook: quote.priceBook ?? undefined,
    ...(quantity !== undefined && { quantity }),
  }
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
  const products = useMemo(() => productsOf(model), [model])
  const stock = useStock(products)
  return {
    stock,
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
  product: string | undefined,
  currency: string,
  priceBook: string | undefined,
): ListPrices {
  const codes = useMemo(() => (product ? [product, ...productsOf(model)] : []), [model, product])
  const found = useQuery({
    queryKey: ['list-prices', product, currency, priceBook],
    queryFn: ({ signal }) => readListPrices(codes, { currency, priceBook }, signal),
    enabled: codes.length > 0,
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
