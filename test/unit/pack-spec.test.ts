import { describe, expect, test } from "vitest";
import { parseSpec } from "../../src/packs/sources/spec.ts";
import { failure } from "../support/failure.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";

describe("what a pack's description means", () => {
  const folders: [text: string, path: string, normal: string][] = [
    ["./x", "./x", "./x"],
    ["../x/", "../x/", "../x"],
    [".", ".", "."],
    ["/", "/", "/"],
    ["/srv/packs/x", "/srv/packs/x", "/srv/packs/x"],
    ["C:\\packs\\x", "C:\\packs\\x", "C:\\packs\\x"],
    ["C:/", "C:/", "C:/"],
    ["file:x", "x", "./x"],
    ["file:../x", "../x", "../x"],
    ["file:///srv/x", "/srv/x", "/srv/x"],
    ["file:///C:/x", "C:/x", "C:/x"],
  ];
  test.each(folders)("the folder %s", (text, path, normal) => {
    expect(parseSpec(text)).toEqual({ kind: "folder", path, text: normal });
  });

  const tarballs: [text: string, path: string, normal: string][] = [
    ["./x-1.0.0.tgz", "./x-1.0.0.tgz", "./x-1.0.0.tgz"],
    ["x.tgz", "x.tgz", "./x.tgz"],
    ["/srv/x.tar.gz", "/srv/x.tar.gz", "/srv/x.tar.gz"],
    ["file:x.tgz", "x.tgz", "./x.tgz"],
  ];
  test.each(tarballs)("the archive %s", (text, path, normal) => {
    expect(parseSpec(text)).toEqual({ kind: "tarball", path, text: normal });
  });

  const packages: [text: string, name: string, range: string][] = [
    ["npm:x", "x", "latest"],
    ["npm:x@1.2.3", "x", "1.2.3"],
    ["npm:x@^1 || >=3 <4", "x", "^1 || >=3 <4"],
    ["npm:x@next", "x", "next"],
    ["npm:@me/x", "@me/x", "latest"],
    ["npm:@me/x@~2.1", "@me/x", "~2.1"],
  ];
  test.each(packages)("the package %s", (text, name, range) => {
    expect(parseSpec(text)).toEqual({ kind: "npm", name, range, text: `npm:${name}@${range}` });
  });

  const repositories: [
    text: string,
    url: string,
    ref?: string | undefined,
    folder?: string | undefined,
    normal?: string,
  ][] = [
    ["github:me/x", "https://github.com/me/x.git"],
    ["github:me/x#main", "https://github.com/me/x.git", "main"],
    ["github:me/x/packs/one#v1.0.0", "https://github.com/me/x.git", "v1.0.0", "packs/one"],
    ["git+https://h.example/x", "https://h.example/x"],
    [
      "https://h.example/x.git",
      "https://h.example/x.git",
      undefined,
      undefined,
      "git+https://h.example/x.git",
    ],
    [`git+https://h.example/x.git#${sha}`, "https://h.example/x.git", sha],
    [
      "git+https://h.example/x.git#feature/a:packs/one",
      "https://h.example/x.git",
      "feature/a",
      "packs/one",
    ],
    ["git+https://h.example/x.git#:one", "https://h.example/x.git", undefined, "one"],
    [
      "git+ssh://git@h.example:22/x.git",
      "ssh://git@h.example:22/x.git",
      undefined,
      undefined,
      "ssh://git@h.example:22/x.git",
    ],
    ["ssh://h.example/x", "ssh://h.example/x"],
    ["git@github.com:me/x.git#main", "git@github.com:me/x.git", "main"],
    ["git+file:///srv/x", "file:///srv/x"],
    [
      "file:///srv/x.git#main",
      "file:///srv/x.git",
      "main",
      undefined,
      "git+file:///srv/x.git#main",
    ],
  ];
  test.each(repositories)("the repository %s", (text, url, ref, folder, normal = text) => {
    expect(parseSpec(text)).toEqual({ kind: "git", url, ref, folder, text: normal });
  });
});

describe("a secret in an address", () => {
  const secrets: [text: string, normal: string][] = [
    ["https://me:hunter2@h.example/x.git#main", "git+https://h.example/x.git#main"],
    ["git+https://hunter2@h.example/x", "git+https://h.example/x"],
    ["git+ssh://git:hunter2@h.example/x", "ssh://git@h.example/x"],
    ["git+https://me:hunter2@evil@h.example/x", "git+https://h.example/x"],
  ];
  test.each(secrets)("is left out of what is shown and stored: %s", (text, normal) => {
    const spec = parseSpec(text);
    expect(spec.text).toBe(normal);
    expect(spec).toMatchObject({ url: expect.stringContaining("hunter2") });
  });

  test.each([
    "ftp://me:hunter2@h.example/x.git",
    "https://me:hunter2/a@h.example/x.git",
    "git+https://me:hunter2@h.example/x?y",
    "npm:https://me:hunter2@h.example/x",
    "https://me:hunter2@h.example/x.git#a..b",
  ])("is not in the message either: %s", (text) => {
    const { code, message } = failure(() => parseSpec(text));
    expect(code).toBe("bad_pack_spec");
    expect(message).not.toContain("hunter2");
    expect(message).toContain("//***@h.example/x");
  });
});

describe("what is no description is refused", () => {
  const cases: [text: string, why: string][] = [
    ["", "it is no kind of source that is known here"],
    ["x", "it could be a folder (./name) or a package (npm:name)"],
    ["me/x", "it could be a folder (./name) or a package (npm:name)"],
    ["-x", "it begins with a dash, as an option does"],
    ["--upload-pack=touch x", "it begins with a dash, as an option does"],
    ["file:-x", "it is no kind of source that is known here"],
    [" ./x", "it has white space at an end, or holds a character that nobody sees"],
    ["./x\n", "it has white space at an end, or holds a character that nobody sees"],
    ["./\u202ex", "it has white space at an end, or holds a character that nobody sees"],
    ["ext::sh -c id", "it is no kind of source that is known here"],
    ["git+ext::sh -c id", "it is no kind of source that is known here"],
    ["https://h.example/x", "it is no kind of source that is known here"],
    ["https://h.example/x.tgz", "it is no kind of source that is known here"],
    ["gitlab:me/x", "it is no kind of source that is known here"],
    ["npm:", "it names no package, as npm:name@range does"],
    ["npm:-g", "it names no package, as npm:name@range does"],
    ["npm:../x", "it names no package, as npm:name@range does"],
    ["npm:x@", '"" is no version, no range of versions and no tag'],
    ["npm:x@-1", '"-1" is no version, no range of versions and no tag'],
    ["npm:x@npm:y@1", '"npm:y@1" is no version, no range of versions and no tag'],
    ["npm:x@file:../y", '"file:../y" is no version, no range of versions and no tag'],
    ["github:me", "it names no repository, as github:owner/repo does"],
    ["github:-me/x", "it names no repository, as github:owner/repo does"],
    ["github:me/..", "it names no repository, as github:owner/repo does"],
    ["github:me/x/../y", '"../y" is no folder in a repository: a part of it ends with a dot'],
    ["github:me/x#", '"" is no name of a branch, a tag or a commit'],
    ["github:me/x#--upload-pack=id", '"--upload-pack=id" is no name of a branch'],
    ["github:me/x#a b", '"a b" is no name of a branch, a tag or a commit'],
    ["git+ssh://-oProxyCommand=id/x", "a part of it begins with a dash, as an option does"],
    ["git+ssh://-oProxyCommand=id@h/x", "a part of it begins with a dash, as an option does"],
    ["git+ssh://h/-x", "a part of it begins with a dash, as an option does"],
    ["git+https://h/%2d-x", "a part of it begins with a dash, as an option does"],
    ["git@h:-x", "it could be a folder (./name) or a package (npm:name)"],
    ["git+https://h/x?token=1", "it has a query, and git repositories have none"],
    ["git+https://", "it is no URL that can be read"],
    ["git+https://h/x#main:../y", '"../y" is no folder in a repository'],
    ["git+https://h/x#main:a//b", '"a//b" is no folder in a repository: a part of it is empty'],
  ];
  test.each(cases)("%j", (text, why) => {
    const error = failure(() => parseSpec(text));
    expect(error).toMatchObject({ code: "bad_pack_spec", exit: 2 });
    expect(error.message).toContain("is not where a pack can come from: ");
    expect(error.message).toContain(why);
  });

  test("with all three answers", () => {
    const { message, fix } = failure(() => parseSpec("my-pack"));
    expect(`${message}\n${fix}`).toBe(
      [
        '"my-pack" is not where a pack can come from: it could be a folder (./name) or a package (npm:name).',
        "Write ./folder, ./file.tgz, npm:name@range, github:owner/repo/folder#ref, or git+https://host/repo.git#ref:folder.",
      ].join("\n"),
    );
  });
});
