// The advisers' pages: signing in and out, every page in both languages, by day and by night, on a phone and at a desk. They
// carry no script, so nothing is taken away here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { desk, judge, newContext, phone, screenshots, url } from "./stage.mjs";

const key = process.env.DAGPEIL_ADVISER_KEY;
const place = "/advies/GM0171/voorbeeld-2026";

// A context that is signed in, with a page.
async function signedIn(options) {
  const context = await newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${url}/advies`);
  await page.locator("#key").fill(key);
  await page.locator("form.sign-in button").click();
  await page.locator("h1", { hasText: /Uw uitkomsten|Your results/ }).waitFor();
  return { context, page, complaints };
}

test("an adviser signs in by keyboard alone, reads, and signs out", async () => {
  const context = await newContext(desk);
  const page = await context.newPage();
  await page.goto(`${url}/advies`);
  await judge(page, "advise-sign-in");
  // To the field, past the skip link, the name and the languages.
  for (let presses = 0; presses < 10 && (await page.evaluate(() => document.activeElement.id)) !== "key"; presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("geen sleutel");
  await page.keyboard.press("Enter");
  await page.locator(".faults").waitFor();
  assert.match(await page.title(), /^Fout: /);
  assert.equal(await page.inputValue("#key"), "", "what was typed does not come back");
  await judge(page, "advise-sign-in-fault");
  assert.deepEqual(await context.cookies(), [], "no cookie before a key that holds");
  await page.locator("#key").focus();
  await page.keyboard.type(key);
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: "Uw uitkomsten" }).waitFor();
  const cookies = await context.cookies();
  assert.equal(cookies.length, 1);
  const [{ httpOnly, sameSite, value, expires }] = cookies;
  assert.deepEqual({ httpOnly, sameSite, expires }, { httpOnly: true, sameSite: "Strict", expires: -1 });
  assert.ok(!value.includes(key.split("_")[2]), "the key is not in the cookie");
  await page.getByRole("link", { name: "Noordoostpolder" }).first().click();
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByText("U bent uitgelogd.").waitFor();
  assert.deepEqual(await context.cookies(), []);
  await page.goBack();
  await page.locator("#key").waitFor();
  await context.close();
});

test("a deep link leads to signing in, and back", async () => {
  const context = await newContext(phone);
  const page = await context.newPage();
  const response = await page.goto(`${url}${place}/users?by=age&section=1&lang=en`);
  assert.equal(response.status(), 401);
  await judge(page, "advise-deep-sign-in");
  await page.locator("#key").fill(key);
  await page.locator("form.sign-in button").tap();
  await page.locator("#by").waitFor();
  assert.equal(await page.inputValue("#by"), "age");
  assert.match(page.url(), /by=age&section=1/);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await context.close();
});

const pages = [
  ["home", "/advies"],
  ["overview", place],
  ["users", `${place}/users`],
  ["users-by-age", `${place}/users?by=age&section=1`],
  ["users-crossings", `${place}/users?section=crossings`],
  ["providers", `${place}/providers`],
  ["interim", `${place}/users?release=1`],
  ["findings", `${place}/bevindingen`],
  ["no-release", `${place}/users?release=77`],
  ["nowhere", "/advies/GM0171/nergens"],
  ["other-campaign", "/advies/GM0171/dagbesteding-2026/users"],
];

for (const [look, options] of [
  ["phone", phone],
  ["desk", desk],
  ["phone-dark", { ...phone, colorScheme: "dark" }],
  ["desk-dark", { ...desk, colorScheme: "dark" }],
]) {
  for (const language of look === "desk" || look === "phone" ? ["nl", "en"] : ["nl"]) {
    test(`every page can be read, ${look}, ${language}`, async () => {
      const { context, page, complaints } = await signedIn(options);
      for (const [name, path] of pages) {
        await page.goto(`${url}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        assert.equal(await page.getAttribute("html", "lang"), language);
        await judge(page, `advise-${name}-${look}-${language}`);
        if (look.startsWith("phone")) {
          const small = await page.$$eval("svg.chart text", (texts) =>
            texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1)).filter((size) => size < 11.9));
          assert.deepEqual(small, [], `${name}: no letters below 12 px`);
        }
      }
      assert.deepEqual(complaints, [], "nothing the page's own policy refuses");
      await context.close();
    });
  }
}

test("forced colours, and large text", async () => {
  const { context, page } = await signedIn({ ...desk, forcedColors: "active" });
  for (const [name, path] of [["users", `${place}/users?section=1`], ["findings", `${place}/bevindingen`]]) {
    await page.goto(url + path);
    await judge(page, `advise-${name}-forced`);
  }
  await context.close();
  // As wide as a window of 1280 px is at 400 %.
  const zoomed = await signedIn({ viewport: { width: 320, height: 256 } });
  for (const [name, path] of [["overview", place], ["users", `${place}/users?section=1`], ["findings", `${place}/bevindingen`]]) {
    await zoomed.page.goto(url + path);
    await judge(zoomed.page, `advise-${name}-zoomed`);
  }
  await zoomed.context.close();
});

test("a filter works by keyboard, and says what is shown", async () => {
  const { context, page } = await signedIn(desk);
  await page.goto(`${url}${place}/users`);
  await page.locator("#by").selectOption({ index: 1 });
  await page.locator("#section").selectOption("1");
  await page.getByRole("button", { name: "Toon deze keuze" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("ul.groups").waitFor();
  assert.equal(await page.locator("section.part").count(), 1);
  assert.match(page.url(), /by=.+&section=1/);
  await context.close();
});

test("each number in the findings leads to a line of a table", async () => {
  const { context, page } = await signedIn(desk);
  await page.goto(`${url}${place}/bevindingen`);
  const links = await page.$$eval("a.figure", (all) => all.map((one) => one.getAttribute("href")));
  assert.ok(links.length > 30, `${links.length} numbers`);
  const lost = await page.evaluate((all) => all.filter((link) => document.querySelector(CSS.escape ? `[id="${link.slice(1)}"]` : link) === null), links);
  assert.deepEqual(lost, []);
  const loose = await page.$$eval("div.prose p", (all) => all.map((one) => {
    const copy = one.cloneNode(true);
    for (const figure of copy.querySelectorAll("a.figure")) figure.remove();
    return copy.textContent;
  }).filter((text) => /\d+ ?%/.test(text)));
  assert.deepEqual(loose, [], "no percentage without its line");
  await page.locator("a.figure").first().click();
  assert.match(page.url(), /#/);
  await context.close();
});

test("what can be taken along comes with the cookie", async () => {
  const { context, page } = await signedIn(desk);
  await page.goto(url + place);
  for (const [name, begins] of [["Excel", "PK"], ["CSV", "\ufeff"], ["JSON", "{"]]) {
    const link = page.locator(".history a", { hasText: name }).first();
    const answer = await context.request.get(url + (await link.getAttribute("href")));
    assert.equal(answer.status(), 200, name);
    const body = await answer.body();
    assert.ok(body.toString(name === "Excel" ? "latin1" : "utf8").startsWith(begins), name);
    assert.match(answer.headers()["cache-control"], /private/);
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".history a", { hasText: "Excel" }).first().click()]);
  const file = `${screenshots}/${download.suggestedFilename()}`;
  await download.saveAs(file);
  assert.ok(readFileSync(file).subarray(0, 2).equals(Buffer.from("PK")));
  // Without the cookie there is nothing.
  const stranger = await newContext(desk);
  const link = await page.locator(".history a", { hasText: "CSV" }).first().getAttribute("href");
  assert.equal((await stranger.request.get(url + link)).status(), 401);
  await stranger.close();
  await context.close();
});
