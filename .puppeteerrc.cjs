// d:mag finds or unpacks a browser itself (scripts/io/browser.ts); installing packages must never fetch one.
module.exports = { skipDownload: true };
