import type { Configuration } from '../../contract/configurations.ts'
import { StatusBadge, type Tone } from '../ui/index.ts'

export const statusWords: Record<Configuration['status'], { word: string; tone: Tone }> = {
  DRAFT: { word: 'Draft', tone: 'warning' },
  VALIDATED: { word: 'Sound', tone: 'neutral' },
  PRICED: { word: 'Priced', tone: 'info' },
  QUOTED: { word: 'Quoted', tone: 'success' },
}

export function ConfigurationStatus({ configuration }: { configuration: Configuration }) {
  const { word, tone } = statusWords[configuration.status]
  return <StatusBadge tone={tone}>{word}</StatusBadge>
}
