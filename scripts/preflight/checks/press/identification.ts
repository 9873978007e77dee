/** The file says what it is, the same in both places where it does: PDF/X-4, version 1.6, with a title and dates, not encrypted. */
import type { Finding } from '../../../model/finding.ts';
import type { PressCheck } from '../../press-proof.ts';

/** "D:20260301000000Z" and "2026-03-01T00:00:00Z" are the same. */
const digits = (date: string | undefined): string => (date ?? '').replaceAll(/\D/gu, '');
const tag = (xmp: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`, 'u').exec(xmp)?.[1];
const plain = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

export const identification: PressCheck = ({ file }) => {
  const say = (message: string): Finding => ({
    rule: 'pdfx-identification',
    level: 'error',
    message: `the press file ${message}`,
    hint: 'report this with the issue folder',
  });
  const { info, xmp } = file;
  const found: Finding[] = [];
  if (file.version !== '1.6') found.push(say(`is PDF ${file.version}; PDF/X-4 is 1.6`));
  if (file.encrypted) found.push(say('is encrypted'));
  if (!file.hasIdentifier) found.push(say('has no identifier'));
  if (info['Trapped'] !== 'False' && info['Trapped'] !== 'True')
    found.push(say('does not say whether it is trapped'));
  if (xmp === undefined) return [...found, say('has no metadata that can be read without a filter')];
  const version = tag(xmp, 'pdfxid:GTS_PDFXVersion');
  if (version !== 'PDF/X-4') found.push(say(`says that it is ${version ?? 'nothing in particular'}`));
  const title = /<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</u.exec(xmp)?.[1];
  if (!info['Title'] || plain(title ?? '') !== info['Title'])
    found.push(
      say(`has the title “${info['Title'] ?? ''}” in one place and “${plain(title ?? '')}” in the other`),
    );
  for (const [inInfo, inXmp] of [
    ['CreationDate', 'xmp:CreateDate'],
    ['ModDate', 'xmp:ModifyDate'],
  ] as const) {
    if (digits(info[inInfo]) === '' || digits(info[inInfo]) !== digits(tag(xmp, inXmp)))
      found.push(say(`has another ${inInfo} than its metadata`));
  }
  return found;
};
