// The HTML document of the host's page.
import type { HostConfig } from '../wire';

/** Everything else is made by the script; what it must know first stands in the document. */
export function htmlOf(config: HostConfig): string {
  const json = JSON.stringify(config).replaceAll('<', '\\u003c');
  const theme = config.dark ? 'theme-dark' : 'theme-light';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(config.vaultName)} - Obsidian</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/host/app.css">
    <script type="application/json" id="host-config">${json}</script>
  </head>
  <body class="${theme}">
    <script src="/host/page.js"></script>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
