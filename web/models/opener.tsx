import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './models.module.css'

/** So many stand open from the start; of more, one looks for the one to change. */
const few = 3

/** Which entries of a list stand open; they are known by their place, and removing one moves those after it up. */
export function useOpened(count: number) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(
    () => new Set(Array(count <= few ? count : 0).keys()),
  )
  return {
    has: (index: number) => opened.has(index),
    open: (index: number) => setOpened((before) => new Set(before).add(index)),
    toggle: (index: number) =>
      setOpened((before) => {
        const next = new Set(before)
        if (!next.delete(index)) next.add(index)
        return next
      }),
    forget: (index: number) =>
      setOpened(
        (before) => new Set([...before].filter((at) => at !== index).map((at) => at - Number(at > index))),
      ),
  }
}

type OpenerProps = { open: boolean; onToggle: () => void; title: string; below: React.ReactNode }

/** The line of an entry, which opens and closes it. */
export function Opener({ open, onToggle, title, below }: OpenerProps) {
  return (
    <UnstyledButton className={classes.opener} aria-expanded={open} onClick={onToggle}>
      <IconChevronRight size={16} stroke={1.8} aria-hidden />
      <span>
        <strong>{title}</strong> <span className={classes.quiet}>{below}</span>
      </span>
    </UnstyledButton>
  )
}
