interface MailAttachment {
  filename: string;
  content: Buffer;
  contentType: string;
}

export interface Mail {
  /** The same mail again has the same. Default: none. */
  id?: string;
  to: string;
  subject: string;
  text: string;
  /** Shown as the sender's name; the address is the platform's own. */
  fromName?: string;
  replyTo?: string;
  attachments?: MailAttachment[];
}

/** Sends mail. An abstract class so that it is its own injection token. */
export abstract class Mailer {
  /** Resolves when the mail was handed over; rejects with MailNotSentError when it wasn't. */
  abstract send(mail: Mail): Promise<void>;
}
