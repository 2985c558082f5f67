import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconBan,
  IconChartBar,
  IconCircleDashed,
  IconCopy,
  IconDiscount2,
  IconDots,
  IconFolder,
  IconHistory,
  IconPackage,
  IconSettings,
  IconStairsUp,
  IconSwitchHorizontal,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { QuoteLine } from '../../../contract/quotes.ts'
import { KeyHint } from '../../ui/index.ts'
import { useQuote, useStore } from '../store/use-quote.ts'
import { useWorkspace } from '../workspace/workspace.ts'
import css from './grid.module.css'
import { isComposed, isPart, lineActions } from './line-actions.ts'

const icon = { size: 16, stroke: 1.7 } as const

/**
 * Everything that can be done with a line; the keyboard opens it with the menu key or Shift F10. There is a row for each
 * line on the screen and a menu in none of them until somebody opens it: fifty menus at the ready are what typing waits for.
 */
export function LineMenu({ line }: { line: QuoteLine }) {
  const [opened, setOpened] = useState(false)
  const [used, setUsed] = useState(false)
  const button = (
    <button
      type="button"
      className={css.menuButton}
      aria-label={`Actions for ${line.productName}`}
      aria-haspopup="menu"
      aria-expanded={opened}
      tabIndex={-1}
      {...(!used && {
        onClick: () => {
          setUsed(true)
          setOpened(true)
        },
      })}
    >
      <IconDots size={16} stroke={1.8} aria-hidden />
    </button>
  )
  if (!used) return button
  return (
    <Menu opened={opened} onChange={setOpened} width={250} withinPortal returnFocus>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{opened && <Items line={line} />}</Menu.Dropdown>
    </Menu>
  )
}

function Items({ line }: { line: QuoteLine }) {
  const { readOnly, open, configure } = useWorkspace()
  const store = useStore()
  const groups = useQuote((quote) => quote.groups)
  const composed = useQuote((quote) => isComposed(line, quote.lines))
  const act = lineActions(store)
  const frozen = readOnly !== undefined
  const part = isPart(line)
  return (
    <>
      {line.configurable && (
        <Menu.Item leftSection={<IconSettings {...icon} />} onClick={() => configure(line)}>
          {frozen ? 'See the configuration' : 'Configure'}
        </Menu.Item>
      )}
      {composed && (
        <Menu.Item
          leftSection={<IconPackage {...icon} />}
          onClick={() => open({ kind: 'bundle', line: line.id })}
        >
          Variant and contents
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconChartBar {...icon} />}
        onClick={() => open({ kind: 'waterfall', line: line.id })}
      >
        Explain the price
      </Menu.Item>
      <Menu.Item
        leftSection={<IconHistory {...icon} />}
        onClick={() => open({ kind: 'history', line: line.id })}
      >
        History
      </Menu.Item>
      {!frozen && (
        <Menu.Item
          leftSection={<IconDiscount2 {...icon} />}
          onClick={() => open({ kind: 'discounts', line: line.id })}
        >
          Discounts and unit price
        </Menu.Item>
      )}
      {!frozen && !part && (
        <>
          <Menu.Item
            leftSection={<IconCircleDashed {...icon} />}
            onClick={() => act.setOptional(line, !line.optional)}
          >
            {line.optional ? 'Count in the totals' : 'Offer as an option'}
          </Menu.Item>
          {line.alternativeTo && (
            <Menu.Item
              leftSection={<IconSwitchHorizontal {...icon} />}
              onClick={() => act.takeAlternative(line)}
            >
              Take instead
            </Menu.Item>
          )}
          {!line.alternativeTo && (
            <Menu.Item
              leftSection={<IconSwitchHorizontal {...icon} />}
              onClick={() => act.addAlternative(line)}
            >
              Add an alternative
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconStairsUp {...icon} />}
            onClick={() => open({ kind: 'term', line: line.id })}
          >
            {line.type === 'ONE_TIME' ? 'Customer’s quantity' : 'Term, ramp, customer’s quantity'}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBan {...icon} />}
            onClick={() => act.cancel(line, line.status !== 'CANCELLED')}
          >
            {line.status === 'CANCELLED' ? 'Take the cancellation back' : 'Cancel the line'}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCopy {...icon} />}
            rightSection={<KeyHint keys="mod+d" />}
            onClick={() => act.duplicate(line)}
          >
            Duplicate
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp {...icon} />}
            rightSection={<KeyHint keys="Alt+↑" />}
            onClick={() => act.move(line, 'up')}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown {...icon} />}
            rightSection={<KeyHint keys="Alt+↓" />}
            onClick={() => act.move(line, 'down')}
          >
            Move down
          </Menu.Item>
          {groups.length > 0 && <Menu.Divider />}
          {groups.length > 0 && <Menu.Label>Move to a group</Menu.Label>}
          {groups
            .filter((group) => group.id !== line.group)
            .map((group) => (
              <Menu.Item
                key={group.id}
                leftSection={<IconFolder {...icon} />}
                onClick={() => act.toGroup(line, group.id)}
              >
                {group.name}
              </Menu.Item>
            ))}
          {line.group && (
            <Menu.Item leftSection={<IconFolder {...icon} />} onClick={() => act.toGroup(line, null)}>
              No group
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash {...icon} />}
            rightSection={<KeyHint keys="Del" />}
            onClick={() => act.remove(line)}
          >
            Remove
          </Menu.Item>
        </>
      )}
    </>
  )
}
