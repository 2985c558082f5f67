import { Button } from '@mantine/core'
import { IconLogin2, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listProviders, type Provider } from '../../contract/single-sign-on.ts'
import { call } from '../shell/api.ts'
import { Failed } from '../shell/list-state.tsx'
import { PageLoading } from '../shell/page-loading.tsx'
import { useCan } from '../shell/session.ts'
import { type Column, DataTable, EmptyState, Page, Panel, Tag } from '../ui/index.ts'
import { ProviderForm } from './provider-form.tsx'
import { ProvisioningPanel } from './provisioning-panel.tsx'

const columns: Column<Provider>[] = [
  { key: 'name', title: 'Name', render: ({ name }) => name },
  { key: 'kind', title: 'Kind', render: kindInWords },
  { key: 'at', title: 'At', from: 'md', render: placeOf },
  { key: 'state', title: 'State', render: (provider) => <State provider={provider} /> },
]

/** /single-sign-on: where people of the company prove who they are, in place of a password here. */
export function ProvidersPage() {
  const [open, setOpen] = useState<Provider | 'new'>()
  const client = useQueryClient()
  const mayProvision = useCan()('users.write')
  const found = useQuery({
    queryKey: ['identity-providers'],
    queryFn: async ({ signal }) => (await call(listProviders, { signal })).data.items,
  })
  if (found.error) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageLoading />
  if (open)
    return (
      <ProviderForm
        provider={open === 'new' ? undefined : open}
        onDone={async () => {
          await client.invalidateQueries({ queryKey: ['identity-providers'] })
          await client.invalidateQueries({ queryKey: ['sign-in-ways'] })
          setOpen(undefined)
        }}
        onCancel={() => setOpen(undefined)}
      />
    )
  return (
    <Page
      title="Single sign-on"
      below="People sign in with the account they have in your company, by OpenID Connect or SAML 2.0."
      narrow
      actions={
        <Button leftSection={<IconPlus size={16} stroke={1.7} />} onClick={() => setOpen('new')}>
          Add a provider
        </Button>
      }
    >
      <Panel flush>
        {found.data.length === 0 ? (
          <EmptyState
            icon={<IconLogin2 size={22} stroke={1.6} />}
            title="Everybody signs in with a password here"
          >
            Add your identity provider, and a button for it stands on the sign-in page.
          </EmptyState>
        ) : (
          <DataTable
            label="Identity providers"
            columns={columns}
            rows={found.data}
            rowKey={({ id }) => id}
            href={() => '#'}
            onOpen={setOpen}
          />
        )}
      </Panel>
      {mayProvision && <ProvisioningPanel />}
    </Page>
  )
}

function State({ provider }: { provider: Provider }) {
  return provider.enabled ? <Tag tone="success">On</Tag> : <Tag>Off</Tag>
}

function kindInWords({ settings }: Provider): string {
  return settings.kind === 'oidc' ? 'OpenID Connect' : 'SAML 2.0'
}

function placeOf({ settings }: Provider): string {
  return settings.kind === 'oidc' ? settings.issuer : settings.idpIssuer
}
