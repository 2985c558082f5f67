import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { ListState } from '../shell/list-state.tsx'
import { useCan } from '../shell/session.ts'
import { EmptyState, Panel } from '../ui/index.ts'
import { kindNames, mayWrite } from './kind-names.ts'
import { ThingsTable } from './things-table.tsx'
import { useThings } from './use-things.ts'

const belongings: Partial<Record<ReferenceKind, { kind: ReferenceKind; field: string }>> = {
  products: { kind: 'plans', field: 'product' },
  plans: { kind: 'prices', field: 'plan' },
}

/** What belongs to a thing: the plans of a product, the prices of a plan. */
export function Belongings({ kind, code }: { kind: ReferenceKind; code: string }) {
  const own = belongings[kind]
  return own ? <Owned kind={own.kind} field={own.field} code={code} /> : null
}

function Owned({ kind, field, code }: { kind: ReferenceKind; field: string; code: string }) {
  const can = useCan()
  const list = useThings(kind, { parent: code })
  const { one, many } = kindNames[kind]
  return (
    <Panel
      title={many}
      flush
      aside={
        can(mayWrite(kind)) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            component={Link}
            to="/new/$kind"
            params={{ kind } as never}
            search={{ [field]: code } as never}
          >
            Add {one}
          </Button>
        )
      }
    >
      <ListState list={list} empty={<EmptyState title={`No ${one} yet`}>It needs at least one.</EmptyState>}>
        <ThingsTable kind={kind} things={list.items} />
      </ListState>
    </Panel>
  )
}
