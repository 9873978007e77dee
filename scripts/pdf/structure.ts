/** The structure tree: read as a tree of tags, mended where the browser's is not what a screen reader wants, written back. */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';

/** Marked content: what stands between BDC and EMC in a page's or a form's drawing program. */
export interface Content {
  /** "STRUCTPARENTS:MCID", as TextRun.mark. */
  readonly mark: string;
  readonly mcid: number;
  readonly page: PDFRef;
  /** The form, where the content is a form's. */
  readonly stream?: PDFRef;
}

/** An annotation as a tag's kid. */
export interface Annotation {
  readonly object: PDFRef;
  readonly page?: PDFRef;
}

export interface Tag {
  type: string;
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly language?: string;
  readonly alt?: string;
  kids: (Tag | Content | Annotation)[];
}

/** The language that marks a paragraph's continued parts; the browser writes /Lang only where it differs from the parent's. */
export const CONTINUED = 'x-cont';

const key = (name: string): PDFName => PDFName.of(name);
export const isTag = (kid: Tag | Content | Annotation): kid is Tag => 'kids' in kid;
export const isContent = (kid: Tag | Content | Annotation): kid is Content => 'mcid' in kid;

const asText = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined;
const asNumber = (object: PDFObject | undefined): number | undefined =>
  object instanceof PDFNumber ? object.asNumber() : undefined;
/** /K: one kid or an array of them, the array perhaps an object of its own. */
const kidsOf = (dict: PDFDict): PDFObject[] => {
  const array = dict.lookup(key('K'));
  if (array instanceof PDFArray) return array.asArray();
  const single = dict.get(key('K'));
  return single === undefined ? [] : [single];
};

/** The tree's top tag, usually Document; undefined where the file is untagged. */
export const readTags = (pdf: PDFDocument): Tag | undefined => {
  const { context, catalog } = pdf;
  const parentsOf = (ref: PDFRef): number | undefined => {
    const object = context.lookup(ref);
    const dict = object instanceof PDFStream ? object.dict : object;
    return dict instanceof PDFDict ? asNumber(dict.lookup(key('StructParents'))) : undefined;
  };
  const parents = new Map<PDFRef, number | undefined>();
  const content = (mcid: number, page: PDFRef, stream?: PDFRef): Content => {
    const owner = stream ?? page;
    if (!parents.has(owner)) parents.set(owner, parentsOf(owner));
    return { mark: `${parents.get(owner)}:${mcid}`, mcid, page, stream };
  };
  const seen = new Set<PDFRef>();

  const kid = (object: PDFObject, ownPage: PDFRef | undefined): Tag | Content | Annotation | undefined => {
    const mcid = asNumber(object);
    if (mcid !== undefined) return ownPage && content(mcid, ownPage);
    if (object instanceof PDFRef) {
      const target = context.lookup(object);
      return target instanceof PDFDict ? tag(object, target, ownPage) : undefined;
    }
    if (!(object instanceof PDFDict)) return undefined;
    const page = object.get(key('Pg'));
    const pageRef = page instanceof PDFRef ? page : ownPage;
    const target = object.get(key('Obj'));
    if (target instanceof PDFRef) return { object: target, page: pageRef };
    const stream = object.get(key('Stm'));
    const inner = asNumber(object.lookup(key('MCID')));
    if (inner === undefined || pageRef === undefined) return undefined;
    return content(inner, pageRef, stream instanceof PDFRef ? stream : undefined);
  };

  const tag = (ref: PDFRef, dict: PDFDict, outerPage: PDFRef | undefined): Tag | undefined => {
    if (seen.has(ref)) return undefined;
    seen.add(ref);
    const page = dict.get(key('Pg'));
    const pageRef = page instanceof PDFRef ? page : outerPage;
    const type = dict.lookup(key('S'));
    return {
      type: type instanceof PDFName ? type.decodeText() : 'NonStruct',
      ref,
      dict,
      language: asText(dict.lookup(key('Lang'))),
      alt: asText(dict.lookup(key('Alt'))),
      kids: kidsOf(dict).flatMap((object) => kid(object, pageRef) ?? []),
    };
  };

  const root = catalog.lookup(key('StructTreeRoot'));
  const top = root instanceof PDFDict ? root.get(key('K')) : undefined;
  const first = top instanceof PDFArray ? top.get(0) : top;
  const dict = first instanceof PDFRef ? context.lookup(first) : undefined;
  return first instanceof PDFRef && dict instanceof PDFDict ? tag(first, dict, undefined) : undefined;
};

/** Every tag, parents before their kids, in reading order. */
export function* eachTag(
  tag: Tag,
  above: readonly Tag[] = [],
): Generator<{ tag: Tag; above: readonly Tag[] }> {
  yield { tag, above };
  const inner = [...above, tag];
  for (const kid of tag.kids) if (isTag(kid)) yield* eachTag(kid, inner);
}

/** Every piece of marked content, in reading order. */
export function* eachContent(tag: Tag): Generator<Content> {
  for (const kid of tag.kids) {
    if (isTag(kid)) yield* eachContent(kid);
    else if (isContent(kid)) yield kid;
  }
}

// These only group: a paragraph inside two of them is as good as one inside none.
const groups = new Set(['Document', 'NonStruct', 'Div', 'Sect', 'Art', 'Part']);
/** Tags within a paragraph. */
export const inline = new Set([
  'Span',
  'Link',
  'Code',
  'Quote',
  'Reference',
  'Ruby',
  'RB',
  'RT',
  'Em',
  'Strong',
]);

/** Where a tag stands, told by what encloses it: continued text goes on in a paragraph of the same standing. */
const standing = (tag: Tag, above: readonly Tag[]): string =>
  [...above.filter((outer) => !groups.has(outer.type)), tag].map((one) => one.type).join('/');

/** Where it stands with every group around it: a note lies deeper than the text, and is a paragraph like any other. */
const depth = (tag: Tag, above: readonly Tag[]): string => `${above.length} ${standing(tag, above)}`;

/**
 * Merges each continued part (`lang="x-cont"`) into the last tag of the same kind, standing and depth before it, or of
 * the same standing where none lies as deep. A list's first item that goes on takes the rest of its list along. Returns
 * the parts that have nothing to go on from.
 */
export const mergeContinued = (root: Tag): Tag[] => {
  const last = new Map<string, Tag>();
  const put = (places: readonly string[], tag: Tag): void => {
    for (const place of places) last.set(place, tag);
  };
  const lost: Tag[] = [];
  const visit = (tag: Tag, above: readonly Tag[]): boolean => {
    const places = [depth(tag, above), standing(tag, above)];
    const inner = [...above, tag];
    const before = places.map((place) => last.get(place)).find((found) => found !== undefined);
    if (tag.language === CONTINUED && before === undefined) lost.push(tag);
    if (tag.language === CONTINUED && before !== undefined) {
      // Its own kids keep their order; a continued kid inside it was merged already or belongs to it.
      before.kids.push(...tag.kids);
      return false;
    }
    const listBefore = tag.type === 'L' ? before : undefined;
    put(places, tag);
    const [firstKid] = tag.kids;
    const goesOn = firstKid !== undefined && isTag(firstKid) && firstKid.language === CONTINUED;
    tag.kids = tag.kids.filter((kid) => !isTag(kid) || visit(kid, inner));
    if (goesOn && listBefore !== undefined) {
      listBefore.kids.push(...tag.kids);
      put(places, listBefore);
      return false;
    }
    return tag.kids.length > 0 || tag.type === 'TD' || tag.type === 'TH';
  };
  visit(root, []);
  return lost;
};

const walk = (tag: Tag, change: (tag: Tag) => void): void => {
  for (const kid of tag.kids) if (isTag(kid)) walk(kid, change);
  change(tag);
};

/** A tag that holds text and nothing but inline tags. */
const isLine = (tag: Tag): boolean =>
  tag.kids.some((kid) => !isTag(kid) || isLine(kid)) &&
  tag.kids.every((kid) => !isTag(kid) || ((inline.has(kid.type) || kid.type === 'NonStruct') && isLine(kid)));

/** `<figure>` is printed as a Figure around the picture's own Figure: only the inner one has the description, so it takes the caption. */
const mendFigure = (tag: Tag): void => {
  tag.kids = tag.kids.map((kid) => {
    if (!isTag(kid) || kid.type !== 'Figure' || kid.alt !== undefined) return kid;
    const pictures = kid.kids.filter((inner): inner is Tag => isTag(inner) && inner.type === 'Figure');
    const rest = kid.kids.filter((inner) => !isTag(inner) || inner.type !== 'Figure');
    const onlyCaption = rest.every((inner) => isTag(inner) && inner.type === 'Caption');
    const [picture] = pictures;
    if (pictures.length === 1 && onlyCaption && picture !== undefined && picture.alt !== undefined) {
      picture.kids.push(...rest);
      return picture;
    }
    if (pictures.length > 0 || rest.some(isTag)) kid.type = 'Div';
    return kid;
  });
};

/** Makes a tag that the browser did not print. */
export type NewTag = (type: string) => Tag;

/** New tags of this file. */
export const tagMaker =
  (pdf: PDFDocument): NewTag =>
  (type) => {
    const dict = PDFDict.withContext(pdf.context);
    return { type, ref: pdf.context.register(dict), dict, kids: [] };
  };

/** An item is a label and a body, ISO 32000-1, 14.8.4.3.3; the browser prints its text, links and paragraphs bare. */
const mendList = (tag: Tag, newTag: NewTag): void => {
  if (tag.type !== 'LI') return;
  const labels = tag.kids.filter((kid) => isTag(kid) && kid.type === 'Lbl');
  const rest = tag.kids.filter((kid) => !isTag(kid) || kid.type !== 'Lbl');
  if (rest.length === 0) return;
  const [first] = rest;
  const isBody = (kid: Tag): boolean => kid.type === 'NonStruct' || kid.type === 'LBody';
  const body = first !== undefined && isTag(first) && isBody(first) ? first : newTag('LBody');
  body.kids = rest.flatMap((kid) => (kid === body ? body.kids : [kid]));
  body.type = 'LBody';
  tag.kids = [...labels, body];
};

/** Whether text stands straight in the tag: the browser gives each run of text a NonStruct of its own. */
const holdsRuns = (tag: Tag): boolean =>
  tag.kids.some(
    (kid) => isTag(kid) && kid.type === 'NonStruct' && kid.kids.length > 0 && kid.kids.every(isContent),
  );

/** Text in no paragraph, only in grouping tags, is a paragraph of its own: a note, a line of a box. */
const nameParagraphs = (tag: Tag): void => {
  if (!groups.has(tag.type) && tag.type !== 'Aside') return;
  for (const kid of tag.kids) {
    if (!isTag(kid)) continue;
    if (kid.type === 'NonStruct' && isLine(kid) && (holdsRuns(kid) || kid.kids.every(isContent)))
      kid.type = 'P';
    else nameParagraphs(kid);
  }
};

/** Inside a paragraph a NonStruct says nothing: what it holds belongs to what holds it. */
const dropWrappers = (tag: Tag): void => {
  if (groups.has(tag.type)) return;
  const inner = (kid: Tag | Content | Annotation): (Tag | Content | Annotation)[] =>
    isTag(kid) && kid.type === 'NonStruct' ? kid.kids.flatMap(inner) : [kid];
  tag.kids = tag.kids.flatMap(inner);
};

/** All that is mended, in order. Returns the continued parts that found nothing to go on from. */
export const mendTags = (root: Tag, newTag: NewTag): Tag[] => {
  const lost = mergeContinued(root);
  walk(root, (tag) => {
    // A footnote's call has a role of its own in the page, so the browser does not call it a link.
    if (tag.kids.some((kid) => !isTag(kid) && !isContent(kid))) tag.type = 'Link';
    mendFigure(tag);
    mendList(tag, newTag);
  });
  nameParagraphs(root);
  walk(root, dropWrappers);
  walk(root, (tag) => {
    tag.kids = tag.kids.filter(
      (kid) => !isTag(kid) || kid.kids.length > 0 || kid.type === 'TD' || kid.type === 'TH',
    );
  });
  return lost;
};

/** Types that the browser takes from PDF 2.0, and what they are to a reader that knows only 1.7. */
const newRoles = {
  Aside: 'Sect',
  Em: 'Span',
  Strong: 'Span',
  Sub: 'Span',
  Title: 'P',
  FENote: 'Note',
  DocumentFragment: 'Part',
};

const samePage = (kid: Tag | Content | Annotation, page: PDFRef | undefined): boolean =>
  isContent(kid) && kid.stream === undefined && kid.page === page;

/** Writes the tree back: kids, parents, types, and the parent tree that leads from content to its tag. */
export const writeTags = (pdf: PDFDocument, root: Tag): void => {
  const { context, catalog } = pdf;
  const structRoot = catalog.lookup(key('StructTreeRoot'), PDFDict);
  const owners = new Map<number, PDFRef[]>();
  const single = new Map<number, PDFRef>();

  const write = (tag: Tag, parent: PDFRef): void => {
    const { dict } = tag;
    const page = tag.kids.find(isContent)?.page;
    dict.delete(key('Type')); // optional, and a tenth of the tree's size
    dict.set(key('S'), key(tag.type));
    dict.set(key('P'), parent);
    if (tag.language === CONTINUED) dict.delete(key('Lang'));
    if (page === undefined) dict.delete(key('Pg'));
    else dict.set(key('Pg'), page);
    const kids = tag.kids.map((kid): PDFObject => {
      if (isTag(kid)) {
        write(kid, tag.ref);
        return kid.ref;
      }
      if (!isContent(kid)) {
        const annotation = context.lookup(kid.object, PDFDict);
        const at = asNumber(annotation.lookup(key('StructParent')));
        if (at !== undefined) single.set(at, tag.ref);
        return context.obj({ Type: 'OBJR', Obj: kid.object, ...(kid.page && { Pg: kid.page }) });
      }
      const [at, mcid] = kid.mark.split(':').map(Number) as [number, number];
      const list = owners.get(at) ?? [];
      list[mcid] = tag.ref;
      owners.set(at, list);
      if (samePage(kid, page)) return context.obj(kid.mcid);
      return context.obj({
        Type: 'MCR',
        MCID: kid.mcid,
        Pg: kid.page,
        ...(kid.stream && { Stm: kid.stream }),
      });
    });
    if (kids.length === 0) dict.delete(key('K'));
    else dict.set(key('K'), kids.length === 1 ? kids[0]! : context.obj(kids));
  };
  write(root, catalog.get(key('StructTreeRoot')) as PDFRef);

  const entries = [
    ...[...owners].map(([at, list]) => ({
      at,
      value: context.register(context.obj(Array.from(list, (owner) => owner ?? null))),
    })),
    ...[...single].map(([at, value]) => ({ at, value })),
  ].sort((a, b) => a.at - b.at);
  const tree = context.obj({ Nums: entries.flatMap(({ at, value }) => [at, value]) });
  structRoot.set(key('ParentTree'), context.register(tree));
  structRoot.set(key('RoleMap'), context.obj(newRoles));
};
