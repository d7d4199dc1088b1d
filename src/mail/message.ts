import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.js';

/** A mail as nodemailer takes it, from the platform's own address. */
export const messageOf = ({ id, fromName, ...mail }: Mail, sender: string): SendMailOptions => ({
  ...mail,
  // By it mail servers and programs know one that comes twice.
  ...(id === undefined ? {} : { messageId: `<${id}@${sender.split('@')[1]}>` }),
  from: { name: fromName ?? 'Tenantry', address: sender },
  // Nobody answers a machine: neither out-of-office replies nor receipts.
  headers: { 'Auto-Submitted': 'auto-generated' },
});
