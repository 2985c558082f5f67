import { Avatar, Tooltip } from '@mantine/core'
import { useSession } from '../../shell/session.ts'
import { useWorkspace } from '../workspace/workspace.ts'

/** Colleagues who have the same quote open now. */
export function Visitors() {
  const { visitors } = useWorkspace()
  const session = useSession()
  const others = visitors.filter((person) => person.id !== session.user.id)
  if (others.length === 0) return null
  const names = others.map((person) => person.name).join(', ')
  return (
    <Tooltip label={`Also here: ${names}`}>
      <Avatar.Group spacing={6} role="img" aria-label={`Also here: ${names}`}>
        {others.slice(0, 4).map((person) => (
          <Avatar key={person.id} name={person.name} color="initials" size={24} radius="xl" />
        ))}
        {others.length > 4 && (
          <Avatar size={24} radius="xl">
            +{others.length - 4}
          </Avatar>
        )}
      </Avatar.Group>
    </Tooltip>
  )
}
