/** The words of mails to customers, in some of the languages documents speak. */
const english = {
  subject: '{name} from {seller}: quote {number}',
  subjectPlain: 'Quote {number} from {seller}',
  greeting: 'Dear {who},',
  greetingPlain: 'Hello,',
  body: 'please find our quote attached. On your own page you can look at it, choose options, ask, and accept it.',
  closing: 'Kind regards',
  open: 'Open the quote',
  quote: 'Quote',
  total: 'Total',
  validUntil: 'Valid until',
  personal: 'This link is yours: whoever has it can accept the quote.',
  signedSubject: 'Signed: quote {number}',
  signedBody: 'thank you for your order. The signed quote is attached, with the record of the signature.',
  answerSubject: 'An answer to your question about quote {number}',
  answerBody: '{who} wrote:',
  answerMore: 'It is on the page of your quote too; the link to it is in our earlier mail.',
}
type Words = typeof english

const german: Words = {
  subject: '{name} von {seller}: Angebot {number}',
  subjectPlain: 'Angebot {number} von {seller}',
  greeting: 'Guten Tag {who},',
  greetingPlain: 'Guten Tag,',
  body: 'anbei unser Angebot. Auf Ihrer eigenen Seite können Sie es ansehen, Optionen wählen, fragen und es annehmen.',
  closing: 'Mit freundlichen Grüßen',
  open: 'Angebot öffnen',
  quote: 'Angebot',
  total: 'Gesamt',
  validUntil: 'Gültig bis',
  personal: 'Dieser Link gehört Ihnen: Wer ihn hat, kann das Angebot annehmen.',
  signedSubject: 'Unterzeichnet: Angebot {number}',
  signedBody:
    'vielen Dank für Ihren Auftrag. Anbei das unterzeichnete Angebot mit dem Nachweis der Unterschrift.',
  answerSubject: 'Antwort auf Ihre Frage zum Angebot {number}',
  answerBody: '{who} schreibt:',
  answerMore: 'Sie steht auch auf der Seite Ihres Angebots; den Link dazu enthält unsere frühere Mail.',
}

const french: Words = {
  subject: '{name} de {seller} : devis {number}',
  subjectPlain: 'Devis {number} de {seller}',
  greeting: 'Bonjour {who},',
  greetingPlain: 'Bonjour,',
  body: 'veuillez trouver notre devis ci-joint. Votre page vous permet de le consulter, de choisir des options, de poser vos questions et de l’accepter.',
  closing: 'Cordialement',
  open: 'Ouvrir le devis',
  quote: 'Devis',
  total: 'Total',
  validUntil: 'Valable jusqu’au',
  personal: 'Ce lien est le vôtre : quiconque l’a peut accepter le devis.',
  signedSubject: 'Signé : devis {number}',
  signedBody: 'merci pour votre commande. Le devis signé est joint, avec la preuve de la signature.',
  answerSubject: 'Une réponse à votre question sur le devis {number}',
  answerBody: '{who} a écrit :',
  answerMore:
    'Elle figure aussi sur la page de votre devis ; le lien se trouve dans notre précédent message.',
}

const languages: Record<string, Words> = { en: english, de: german, fr: french }

export function mailWords(language: string): Words {
  return languages[language.slice(0, 2).toLowerCase()] ?? english
}

export function filled(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}
