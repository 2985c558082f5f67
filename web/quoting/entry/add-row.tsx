import { Combobox, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Ref, useEffect, useState } from 'react'
import { KeyHint, Money, toast } from '../../ui/index.ts'
import { newId } from '../store/new-id.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { every } from '../values/format.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './add-row.module.css'
import { whyUnsold } from './look-up-codes.ts'
import { findOffers, type Offer } from './product-offers.ts'
import { parseQuickAdd } from './quick-add.ts'

/** "lap pro 16 *3" and Enter: the product is on the quote. What can be configured opens its configurator. */
export function AddRow({
  inputRef,
  onAdded,
}: {
  inputRef?: Ref<HTMLInputElement>
  onAdded?: (line: string) => void
}) {
  const store = useStore()
  const { configureNew } = useWorkspace()
  const currency = useQuote((quote) => quote.currency)
  const priceBook = useQuote((quote) => quote.priceBook)
  const [text, setText] = useState('')
  const { words, quantity, problem } = parseQuickAdd(text)
  const [asked] = useDebouncedValue(words, 140)
  // Enter came before the answer to what was typed: the first of it is taken as soon as it is there.
  const [hasty, setHasty] = useState(false)
  const found = useQuery({
    queryKey: ['offers', asked, currency, priceBook],
    queryFn: ({ signal }) => findOffers(asked, { currency, ...(priceBook && { priceBook }) }, signal),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const offers = asked === '' ? [] : (found.data ?? [])
  const answered = asked === words && !found.isFetching
  const unsold = useQuery({
    queryKey: ['unsold', asked],
    queryFn: ({ signal }) => whyUnsold(asked, signal),
    enabled: answered && offers.length === 0,
    staleTime: 60_000,
  })
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  useEffect(() => {
    if (offers.length > 0) combobox.selectFirstOption()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- with each new list the first offer is at hand again
  }, [found.data])

  const take = (offer: Offer | undefined) => {
    if (!offer) return
    if (problem) return toast.note(`${problem}.`)
    const { product, plan } = offer
    setText('')
    combobox.closeDropdown()
    if (product.configurable) return configureNew(product.code, { plan: plan?.code, quantity })
    const id = newId('lin')
    const line = { id, product: product.code, quantity, ...(plan && { plan: plan.code }) }
    store.change([{ type: 'addLine', line }], `${quantity} × ${product.name} added`)
    onAdded?.(id)
  }

  useEffect(() => {
    if (!hasty || !answered) return
    setHasty(false)
    take(offers[0])
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the answer is there
  }, [hasty, answered])

  return (
    <Combobox
      store={combobox}
      withinPortal
      position="top-start"
      width={560}
      onOptionSubmit={(at) => take(offers[Number(at)])}
    >
      <Combobox.Target>
        <label className={css.row}>
          <IconPlus size={16} stroke={2} aria-hidden />
          <input
            ref={inputRef}
            className={css.input}
            aria-label="Add a product"
            placeholder="Add a product: name or code, *3 for three"
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setHasty(false)
              setText(event.currentTarget.value.replace(/^\//, '')) // the key that leads here, pressed once more
              combobox.openDropdown()
            }}
            onFocus={() => text !== '' && combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && text !== '') setText('')
              if (event.key !== 'Enter' || answered || words === '') return
              event.stopPropagation() // what is listed still answers an earlier text
              setHasty(true)
            }}
          />
          {found.isFetching && <Loader size={14} />}
          {text !== '' && (
            <span className={css.quantity}>{problem ?? (quantity !== '1' && `× ${quantity}`)}</span>
          )}
          {text === '' && <KeyHint keys="/" />}
        </label>
      </Combobox.Target>
      <Combobox.Dropdown hidden={words === ''} maw="calc(100vw - 24px)">
        <Combobox.Options mah={360} style={{ overflowY: 'auto' }} aria-label="Products">
          {offers.map((offer, at) => (
            <Combobox.Option value={String(at)} key={`${offer.product.code} ${offer.plan?.code ?? ''}`}>
              <OfferLine offer={offer} currency={currency} />
            </Combobox.Option>
          ))}
          {offers.length === 0 && (
            <Combobox.Empty>
              {found.isFetching || unsold.isFetching || asked !== words
                ? 'Searching …'
                : (unsold.data ?? `Nothing is called “${words}”.`)}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function OfferLine({ offer: { product, plan, several }, currency }: { offer: Offer; currency: string }) {
  return (
    <div className={css.offer}>
      <span className={css.picture} aria-hidden>
        {product.image ? <img src={product.image} alt="" /> : product.name.slice(0, 1)}
      </span>
      <span className={css.words}>
        <span className={css.name}>
          {product.name}
          {several && plan && <span className={css.plan}> · {plan.name}</span>}
        </span>
        <span className={css.code}>
          {product.code}
          {product.configurable && ' · configurable'}
          {product.bundle && ' · bundle'}
        </span>
      </span>
      {plan?.unitAmount !== undefined && (
        <span className={css.price}>
          {product.configurable && <span className={css.code}>from </span>}
          <Money amount={plan.unitAmount} currency={plan.currency ?? currency} />
          {plan.interval && <span className={css.code}> {every(plan.interval)}</span>}
        </span>
      )}
    </div>
  )
}
