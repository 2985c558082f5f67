import { Alert, Button, Modal, UnstyledButton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Customer, type CustomerId, mergeCustomers, unmergeCustomer } from '../../contract/customers.ts'
import { call } from '../shell/api.ts'
import { toast } from '../ui/index.ts'
import { CustomerSelect } from './customer-select.tsx'
import classes from './customers.module.css'
import { aboutDuplicate, duplicatesQuery } from './duplicates-query.ts'

/** Takes another customer, which turned out to be this one, into it. It can be taken back right after. */
export function MergeDialog({
  customer,
  opened,
  onClose,
}: {
  customer: Customer
  opened: boolean
  onClose: () => void
}) {
  const client = useQueryClient()
  const [other, setOther] = useState<string>()
  const again = () => client.invalidateQueries({ queryKey: ['customers'] })
  const merge = useMutation({
    mutationFn: (id: string) =>
      call(mergeCustomers, {
        params: { id: customer.id },
        body: { customer: id as CustomerId },
        ifMatch: customer.version,
      }),
    onSuccess: async () => {
      onClose()
      await again()
      toast.done(`Merged into ${customer.company}`, {
        act: async () => {
          await call(unmergeCustomer, { params: { id: customer.id } })
          await again()
        },
      })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Merge into ${customer.company}`}>
      <CustomerSelect
        label="The customer that is the same"
        labelShown
        placeholder="Name, code or contact"
        description="Its contacts, addresses and accounts come here; it goes out of use. Its quotes and orders go on naming it."
        value={other}
        onChange={setOther}
        autoFocus
      />
      <Likely customer={customer} chosen={other} onChoose={setOther} />
      {merge.isError && (
        <Alert color="red" mt="sm" role="alert">
          {merge.error.message}
        </Alert>
      )}
      <Button
        mt="md"
        fullWidth
        disabled={!other || other === customer.id}
        loading={merge.isPending}
        onClick={() => other && merge.mutate(other)}
      >
        Merge
      </Button>
    </Modal>
  )
}

type LikelyProps = {
  customer: Customer
  chosen: string | undefined
  onChoose: (id: CustomerId) => void
}

/** Those that look the same: mostly it is one of them. */
function Likely({ customer: { id, company, email = '', taxId = '' }, chosen, onChoose }: LikelyProps) {
  const found = useQuery(duplicatesQuery({ company, email, taxId, except: id }))
  if (!found.data || found.data.length === 0) return null
  return (
    <div role="group" aria-label="Could be the same">
      <p className={classes.likelyTitle}>Could be the same</p>
      {found.data.map((each) => (
        <UnstyledButton
          key={each.id}
          className={classes.likely}
          aria-pressed={chosen === each.id}
          onClick={() => onChoose(each.id)}
        >
          <span>{each.company}</span>
          <span className={classes.likelyWhy}>{aboutDuplicate(each)}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}
