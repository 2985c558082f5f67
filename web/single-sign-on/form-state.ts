import type { Input } from '../../contract/http.ts'
import type { createProvider, Provider } from '../../contract/single-sign-on.ts'

/** What the form shows, as text; empty means none. */
export type ProviderFormState = {
  kind: 'oidc' | 'saml'
  code: string
  name: string
  enabled: boolean
  issuer: string
  clientId: string
  clientSecret: string
  entryPoint: string
  idpIssuer: string
  certificate: string
  groups: string
  roles: { value: string; role: string }[]
  defaultRoles: string[]
  createUsers: boolean
  linkByEmail: boolean
}

export function stateOf(provider: Provider | undefined): ProviderFormState {
  const settings = provider?.settings
  const oidc = settings?.kind === 'oidc' ? settings : undefined
  const saml = settings?.kind === 'saml' ? settings : undefined
  const mapping = provider?.mapping
  return {
    kind: settings?.kind ?? 'oidc',
    code: provider?.code ?? '',
    name: provider?.name ?? '',
    enabled: provider?.enabled ?? true,
    issuer: oidc?.issuer ?? '',
    clientId: oidc?.clientId ?? '',
    clientSecret: '',
    entryPoint: saml?.entryPoint ?? '',
    idpIssuer: saml?.idpIssuer ?? '',
    certificate: saml?.certificates.join('\n') ?? '',
    groups: mapping?.groups ?? '',
    roles: mapping?.roles ?? [],
    defaultRoles: mapping?.defaultRoles ?? [],
    createUsers: mapping?.createUsers ?? true,
    linkByEmail: mapping?.linkByEmail ?? false,
  }
}

export function requestOf(
  state: ProviderFormState,
  provider: Provider | undefined,
): Input<typeof createProvider>['body'] {
  const { code, name, enabled, groups, roles, defaultRoles, createUsers, linkByEmail, clientSecret } = state
  // What this form does not show stays as it is.
  const before = provider?.mapping
  return {
    code,
    name,
    enabled,
    settings:
      state.kind === 'oidc'
        ? {
            kind: 'oidc',
            issuer: state.issuer,
            clientId: state.clientId,
            ...(provider?.settings.kind === 'oidc' && { scopes: provider.settings.scopes }),
          }
        : {
            kind: 'saml',
            entryPoint: state.entryPoint,
            idpIssuer: state.idpIssuer,
            certificates: certificatesIn(state.certificate),
          },
    mapping: {
      ...before,
      groups: groups || undefined,
      roles: roles.filter(({ value }) => value !== ''),
      defaultRoles,
      createUsers,
      linkByEmail,
    },
    ...(clientSecret && { clientSecret }),
  }
}

/** Each certificate of a text with one or several. */
function certificatesIn(text: string): string[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  return found ?? [text.trim()].filter(Boolean)
}
