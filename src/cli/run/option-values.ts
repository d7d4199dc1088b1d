import { InvalidArgumentError } from 'commander';

/** Parses the value of an option that counts something. */
export function wholeNumber(min: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isSafeInteger(number) && number >= min) return number;
    throw new InvalidArgumentError(`It must be a whole number, ${min} or more.`);
  };
}
