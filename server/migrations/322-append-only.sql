-- The program appends to the audit trail. Filling in the chain, and taking an erased person out, is all it changes in it.
-- What such a mark means to the program’s role is in `server/platform/app-role.ts`.
comment on table audit_entries is
  'append-only, but for: position, hash, who_salt, who_digest, said_salt, said_digest';
comment on table audit_base is 'append-only';
