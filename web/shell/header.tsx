import { ActionIcon, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import type { Session } from '../../contract/sign-in.ts'
import { Bell } from '../messages/bell.tsx'
import { KeyHint } from '../ui/index.ts'
import classes from './header.module.css'
import { Mark } from './mark.tsx'
import { UserMenu } from './user-menu.tsx'

export function Header({ session, phone }: { session: Session; phone: boolean }) {
  return (
    <header className={classes.header}>
      {phone ? (
        <>
          <div className={classes.brand}>
            <Mark size={26} />
            <span className={classes.company}>{session.company.name}</span>
          </div>
          <ActionIcon size={40} aria-label="Search" onClick={spotlight.open}>
            <IconSearch size={20} stroke={1.7} />
          </ActionIcon>
        </>
      ) : (
        <UnstyledButton
          className={classes.search}
          onClick={spotlight.open}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={15} stroke={1.8} aria-hidden />
          <span className={classes.hint}>Search or jump to…</span>
          <KeyHint keys="mod+k" />
        </UnstyledButton>
      )}
      <div className={classes.own}>
        <Bell />
        <UserMenu session={session} />
      </div>
    </header>
  )
}
