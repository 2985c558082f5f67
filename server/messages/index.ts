/** The face of messages: mail and in-app notifications. */
export { hasMailServer } from './mail-server.ts'
export { notify, type Told } from './notify.ts'
export { registerMessages } from './routes.ts'
export { type Attachment, type MailToSend, sendMail } from './send-mail.ts'
export { endsFor, keepStanding, present, type Standing, standing } from './standing.ts'
