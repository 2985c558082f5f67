import { Avatar, Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { endSession, type Session } from '../../contract/sign-in.ts'
import { KeyHint, toast } from '../ui/index.ts'
import { call } from './api.ts'
import { roleName } from './role-names.ts'
import { showShortcuts } from './shortcuts.tsx'
import classes from './user-menu.module.css'

/** Who is signed in, how the app looks to them, and the way out. */
export function UserMenu({ session }: { session: Session }) {
  const { user } = session
  const navigate = useNavigate()
  const signOut = useSignOut()
  const name = `${user.givenName} ${user.familyName}`
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.trigger}>
          <Avatar size={30} radius="xl" color="pine" variant="filled" className={classes.avatar} alt="">
            <span aria-hidden>{initials(user.givenName, user.familyName)}</span>
          </Avatar>
          <span className="visually-hidden">Account of {name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <div className={classes.name}>{name}</div>
          <div className={classes.role}>{user.roles.map(roleName).join(', ')}</div>
          {user.teamName && <div className={classes.role}>{user.teamName}</div>}
        </div>
        <Menu.Divider />
        <Menu.Label id="theme-label">Theme</Menu.Label>
        <div className={classes.theme}>
          <ThemeChoice />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.6} />}
          rightSection={<KeyHint keys="?" />}
          onClick={showShortcuts}
        >
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUser size={16} stroke={1.6} />}
          onClick={() => void navigate({ to: '/account' })}
        >
          Your account
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      aria-labelledby="theme-label"
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
        { value: 'auto', label: 'System' },
      ]}
    />
  )
}

/** Ends the session and forgets all that was read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await call(endSession)
    } catch (error) {
      toast.failed(error)
      return
    }
    await navigate({ to: '/sign-in', replace: true })
    client.clear()
  }
}

function initials(given: string, family: string): string {
  return `${[...given][0] ?? ''}${[...family][0] ?? ''}`.toUpperCase()
}
