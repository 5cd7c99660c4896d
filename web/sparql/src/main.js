// The query page: YASGUI with the shipped questions as tabs, this server's endpoint, and links to its pages.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./main.css";

const settings = JSON.parse(document.getElementById("settings").textContent);
const notice = document.getElementById("notice");
const LOCAL = /^(entity|claim|evidence|document)\/([^/#?]+)$/;

// Nothing is completed from other hosts: variables of the query, and the terms of this graph.
Yasgui.Yasqe.registerAutocompleter({
  name: "graph-terms",
  bulk: false,
  autoShow: false,
  isValidCompletionPosition: (yasqe) => /^[\w-]*:?[\w-]*$/.test(yasqe.getCompleteToken().string.trim()),
  get: (_yasqe, token) => {
    const typed = (token?.string ?? "").trim().toLowerCase();
    return settings.terms.filter((term) => term.toLowerCase().startsWith(typed)).slice(0, 50);
  },
});
Yasgui.Yasqe.defaults.autocompleters = ["variables", "graph-terms"];
Yasgui.Yasqe.defaults.prefixCcApi = null;

const endpoint = new URL(settings.endpoint, window.location.href).href;
const request = { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" };
const first = settings.queries[0];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: request,
  copyEndpointOnNewTab: false,
  autofocus: false,
  persistenceId: "newskg",
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
  yasqe: { value: first ? first.text : "", createShareableLink: undefined, resizeable: true },
  yasr: { prefixes: settings.prefixes, maxPersistentResponseSize: 0 },
});

// A tab for each shipped question; a tab that was edited or added before stays as it was left.
const known = new Set(Object.keys(yasgui._tabs));
for (const query of settings.queries) {
  const id = `shipped-${query.name}`;
  const yasr = { settings: { selectedPlugin: "table", pluginsConfig: { table: { compact: true } } } };
  if (!known.has(id)) {
    yasgui.addTab(false, { id, name: query.title, yasqe: { value: query.text }, yasr, requestConfig: request });
  }
}
if (known.size === 0 || ![...known].some((id) => id.startsWith("shipped-"))) {
  for (const id of known) yasgui.getTab(id).close(); // the empty tab of a first visit
}
const wanted = decodeURIComponent(window.location.hash.slice(1));
const asked = settings.queries.find((query) => query.name === wanted) ?? (known.size <= 1 ? first : undefined);
if (asked) yasgui.selectTabId(`shipped-${asked.name}`);
for (const query of settings.queries) {
  document.getElementById(`tab-shipped-${query.name}`)?.setAttribute("title", query.about);
}

// What the server says beside the rows: that it cut them.
const watched = new WeakSet();
yasgui.on("query", (_yasgui, tab) => {
  const editor = tab.getYasqe();
  notice.hidden = true;
  if (watched.has(editor)) return;
  watched.add(editor);
  editor.on("queryResponse", (_editor, response) => {
    const rows = response?.headers?.get?.("kg-truncated");
    notice.hidden = !rows;
    notice.textContent = rows ? `Only the first ${rows} rows are shown. kg serve --row-limit N shows more.` : "";
  });
});
yasgui.on("tabSelect", () => { notice.hidden = true; });

// IRIs of the graph lead to this server's pages: nothing else answers at them.
function localise(event) {
  const link = event.target instanceof Element ? event.target.closest("#yasgui a.iri, #yasgui .cm-url") : null;
  const target = link?.getAttribute("href");
  if (!target?.startsWith(settings.base)) return;
  const match = LOCAL.exec(target.slice(settings.base.length));
  if (!match) return;
  link.setAttribute("href", `/${match[1]}/${match[2]}`);
  link.setAttribute("target", "_self");
}
for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, localise, true);
