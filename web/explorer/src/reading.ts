// Sentences where they stand: an article's text with stretches of it marked.
import type { ArticleRow, Core, Sentence } from "./data";
import { el } from "./dom";

export interface Mark {
  start: number;
  end: number;
}

/** Publisher, date and name of an article, as far as they are known and say something. */
export function articleTitle(core: Core, article: number): string {
  if (article < 0) return "article not in this file";
  const [name, title] = core.articles[article];
  return title || name;
}

export function articleSource(core: Core, article: number): string {
  if (article < 0) return "";
  const [name, title, publisher, date] = core.articles[article];
  return [publisher >= 0 && core.publishers[publisher], date, title && name].filter(Boolean).join(" · ");
}

export function sentenceText(sentence: Sentence, article: ArticleRow | undefined): string {
  if (sentence.quote !== undefined) return sentence.quote;
  return article!.text.slice(sentence.start, sentence.end);
}

/**
 * Returns a text with marks, which may overlap; `note` may add something after a mark, for which it gets the marks
 * that end there.
 */
export function markedText<M extends Mark>(text: string, marks: M[], note?: (ended: M[]) => Node | null): HTMLElement {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const body = el("div", { class: "text" });
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    const piece = text.slice(start, end);
    body.append(marks.some((mark) => mark.start <= start && end <= mark.end) ? el("mark", {}, piece) : piece);
    const added = note?.(marks.filter((mark) => mark.end === end));
    if (added) body.append(added);
  }
  return body;
}

/** Scrolls a box, and nothing else, so that its first mark is in sight. */
export function scrollToMark(box: HTMLElement): void {
  const mark = box.querySelector("mark");
  if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 48;
}

/** A link to where an article or an entity is on the web; nothing else is ever linked to. */
export function webLink(address: string, text = address): HTMLElement | null {
  if (!/^https?:\/\//i.test(address)) return null;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}
