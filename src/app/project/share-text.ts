/** How long a link is, and what that means for where it can be pasted. */

/** Some chat programs and mail readers cut longer ones off. */
export const LONG = 2000;
/** Beyond this browsers' address bars and most servers' forms give up. */
export const TOO_LONG = 8000;

export type Length = 'fine' | 'long' | 'too-long';

export function lengthOf(link: string): Length {
  return link.length > TOO_LONG ? 'too-long' : link.length > LONG ? 'long' : 'fine';
}

export const lengthTexts: Readonly<Record<Length, string>> = {
  fine: 'Short enough for any message.',
  long: 'Some chats and mail programs cut off a link of more than 2,000 characters. A file is safer.',
  'too-long': 'Many programs refuse a link of more than 8,000 characters. Send the file instead.',
};
