import { lostStories } from './lost.ts'
import { openStories } from './open.ts'
import type { Story } from './story.ts'
import { wonStories } from './won.ts'

export type { Course, Story, StoryLine } from './story.ts'

/** The quotes of the last twelve months, in the order in which they were made. */
export const stories: Story[] = [...wonStories, ...lostStories, ...openStories].sort(
  (a, b) => b.daysAgo - a.daysAgo,
)
