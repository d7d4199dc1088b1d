import { Injectable } from '@nestjs/common';
import { CompanyLocale } from '../platform.js';
import { CompanyService } from './company.service.js';

/** By the company's settings. Documents are in English; the country says how dates and numbers look in it. */
@Injectable()
export class SettingsLocale extends CompanyLocale {
  constructor(private readonly company: CompanyService) {
    super();
  }

  override async locale(): Promise<{ timeZone: string; locale: string }> {
    const { timeZone, country } = await this.company.get();
    return { timeZone, locale: country === null ? 'en' : `en-${country}` };
  }
}
