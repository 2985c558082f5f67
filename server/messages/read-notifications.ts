import { z } from 'zod'
import type { Notification } from '../../contract/messages.ts'
import { announce, type Context, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'

type Row = {
  id: Notification['id']
  kind: string
  title: string
  text: string | null
  link: string | null
  at: Date
  read_at: Date | null
}

/** What the actor was told, the latest first. */
export async function listNotifications(
  ctx: Context,
  question: { unread: boolean; cursor?: string | undefined; limit: number },
) {
  const [at, id] = decodeCursor(question.cursor, z.tuple([z.string(), z.string()])) ?? [null, null]
  const rows = await ctx.db.query<Row>(
    `select id, kind, title, text, link, at, read_at from notifications
     where user_id = $1 and in_app and (not $2 or read_at is null)
       and ($3::timestamptz is null or (at, id) < ($3, $4))
     order by at desc, id desc limit $5`,
    [ctx.actor.id, question.unread, at, id, question.limit + 1],
  )
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    unread: await countUnread(ctx.db, ctx.actor.id),
    ...(rows.length > question.limit && last ? { next: encodeCursor([last.at.toISOString(), last.id]) } : {}),
  }
}

/** Marks some, or all, as read; tells the person's other windows. */
export async function readNotifications(ctx: Context, ids: readonly string[] | undefined) {
  return ctx.transaction(async (tx) => {
    const read = await tx.query(
      `update notifications set read_at = $2
       where user_id = $1 and in_app and read_at is null and ($3::text[] is null or id = any($3)) returning id`,
      [ctx.actor.id, ctx.now, ids ?? null],
    )
    if (read.length > 0) announce(tx, 'notification.read', ctx.actor.id, { to: [ctx.actor.id] })
    return { unread: await countUnread(tx, ctx.actor.id) }
  })
}

async function countUnread(db: Queries, userId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from notifications where user_id = $1 and in_app and read_at is null',
    [userId],
  )
  return row?.count ?? 0
}

function present({ read_at: readAt, text, link, at, ...row }: Row): Notification {
  return {
    ...row,
    at: at.toISOString(),
    ...(text !== null && { text }),
    ...(link !== null && { link }),
    ...(readAt && { readAt: readAt.toISOString() }),
  }
}
