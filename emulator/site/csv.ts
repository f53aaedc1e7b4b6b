/** RFC 4180: quoted where it has to be, CRLF between records. https://www.rfc-editor.org/rfc/rfc4180 */
export const csvText = (records: readonly (readonly string[])[]): string =>
  records.map((record) => `${record.map(quoted).join(',')}\r\n`).join('');

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
