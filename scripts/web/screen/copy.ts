/** Soft hyphens divide words on the screen; in another program they would hide in them. */

export function copyPlainly(page: Document): void {
  page.addEventListener('copy', (event) => {
    const selection = page.getSelection();
    const text = selection?.toString() ?? '';
    if (!selection || !event.clipboardData || !text.includes('\u00AD')) return;
    const holder = page.createElement('div');
    for (let at = 0; at < selection.rangeCount; at++) holder.append(selection.getRangeAt(at).cloneContents());
    event.clipboardData.setData('text/plain', text.replaceAll('\u00AD', ''));
    event.clipboardData.setData('text/html', holder.innerHTML.replaceAll('\u00AD', ''));
    event.preventDefault();
  });
}
