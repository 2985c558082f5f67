/** When the things of one story happen: on working days, one after the other, and never in the future. */
export type StoryTime = {
  /** So many days after the quote was made, at least a while after what happened before. */
  after(days: number): Date
}

const dayMs = 86_400_000
const minuteMs = 60_000

/** `index` spreads the stories over the hours of a day. */
export function storyTime(now: Date, daysAgo: number, index: number): StoryTime {
  const start = begin(now, daysAgo, index)
  let last = start.getTime() - minuteMs
  return {
    after(days) {
      const wanted = workday(
        start.getTime() + days * dayMs + ((index * 37) % 90) * minuteMs * Math.min(days, 1),
      )
      // Today's quotes are pressed for time: their steps follow each other within the minutes that are left.
      const latest = Math.max(last + 1000, now.getTime() - minuteMs)
      last = Math.min(Math.max(wanted, last + 7 * minuteMs), latest)
      return new Date(last)
    },
  }
}

function begin(now: Date, daysAgo: number, index: number): Date {
  const day = new Date(now.getTime() - daysAgo * dayMs)
  day.setUTCHours(7 + (index % 7), (index * 23) % 60, (index * 41) % 60, 0)
  const latest = now.getTime() - 60 * minuteMs
  return new Date(Math.min(workday(day.getTime()), latest))
}

/** What would fall on a weekend happened on the Friday before. */
function workday(moment: number): number {
  const weekday = new Date(moment).getUTCDay()
  return moment - (weekday === 0 ? 2 : weekday === 6 ? 1 : 0) * dayMs
}
