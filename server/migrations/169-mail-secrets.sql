-- A secret that stands in a mail (a link only its reader may have) is kept apart and forgotten once the mail is sent.
alter table mails add column secret text;
alter table mails add column reply_to text;
