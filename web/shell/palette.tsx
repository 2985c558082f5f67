import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { KeyHint } from '../ui/index.ts'
import classes from './palette.module.css'
import { useCommands } from './palette-commands.ts'
import { type Found, useFound } from './palette-search.ts'

/** Ctrl-K: go anywhere, find anything, do the usual things. */
export function Palette() {
  const [query, setQuery] = useState('')
  const text = query.trim().toLowerCase()
  const commands = useCommands().filter((each) => matches(`${each.title} ${each.words ?? ''}`, text))
  const found = useFound(text)
  const groups = text ? [...found.groups, ...grouped(commands)] : grouped(commands)

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      size={600}
      radius="lg"
      scrollable
      maxHeight="min(460px, 66dvh)"
      yOffset="14vh"
      title="Search and commands"
      classNames={{ content: classes.content, header: classes.header, title: 'visually-hidden' }}
      transitionProps={{ duration: 100, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.32, blur: 0 }}
    >
      <Spotlight.Search
        aria-label="Search and commands"
        placeholder="Quotes, customers, products, or what to do"
        leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
        classNames={{ input: classes.input }}
      />
      <Spotlight.ActionsList className={classes.list}>
        {groups.map(({ name, items }) => (
          <Spotlight.ActionsGroup key={name} label={name} className={classes.group}>
            {items.map((item) => (
              <Action key={item.key} item={item} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>
            {found.searching ? 'Searching…' : `Nothing found for “${query.trim()}”`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Action({ item }: { item: Found }) {
  const Icon = item.icon
  return (
    <Spotlight.Action onClick={item.act} className={classes.action} label={item.title}>
      <span className={classes.row}>
        <Icon size={17} stroke={1.6} aria-hidden className={classes.icon} />
        <span className={classes.title}>{item.title}</span>
        {item.detail && <span className={classes.detail}>{item.detail}</span>}
        {item.keys && <KeyHint keys={item.keys} />}
      </span>
    </Spotlight.Action>
  )
}

function grouped(items: readonly Found[]): { name: string; items: Found[] }[] {
  const names = [...new Set(items.map((item) => item.group))]
  return names.map((name) => ({ name, items: items.filter((item) => item.group === name) }))
}

/** Every word typed begins some word of the entry. */
function matches(entry: string, typed: string): boolean {
  const words = entry.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return typed.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)))
}
