// The respondent's page as it is without its script: by touch at phone width, by keyboard at desk width, judged by axe-core in
// every state, light and dark; and the pages around it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asIfRead, codes, desk, forth, interviewCodes, judge, newContext, open, phone, url, withCode } from "./stage.mjs";

test("a resident answers by touch on a phone, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context, foreign } = await open("/noordoostpolder/gebruikers", { ...phone, colorScheme, script: false });
    await judge(page, `users-phone-${colorScheme}`);
    const targets = await page.$$eval("form label, form button", (all) =>
      all.filter((one) => one.querySelector("input") || one.tagName === "BUTTON").map((one) => one.getBoundingClientRect().height));
    assert.ok(targets.length > 20 && targets.every((height) => height >= 44), "targets are at least 44 px high");

    await page.locator("form button[type=submit]").tap();
    await page.locator("main a[href^='#']").first().waitFor();
    assert.match(await page.title(), /^Fout:/);
    assert.equal(await page.evaluate(() => document.activeElement?.querySelector("a[href^='#']") !== null), true, "the summary has the focus");
    await judge(page, `users-phone-${colorScheme}-fault`);
    await page.locator("main a[href^='#']").first().tap();
    await page.locator("input[name='q.who'][value='self']").locator("xpath=ancestor-or-self::label | following-sibling::label").first().tap();
    await page.locator("textarea[name='q.wish']").fill("Zingen met anderen");
    // What is sent too quickly comes back with its faults first, and that was its first press.
    assert.equal(await page.inputValue("input[name=shown]"), "again");
    await page.locator("form button[type=submit]").tap();
    await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
    await judge(page, `users-phone-${colorScheme}-thanks`);
    assert.deepEqual(await context.cookies(), [], "no cookies");
    assert.deepEqual(foreign, [], "nothing from elsewhere");
    await context.close();
  }
});

test("a provider answers by keyboard alone at a desk, in English", async () => {
  const { page, context } = await open("/noordoostpolder/aanbieders?lang=en", { ...desk, script: false });
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await judge(page, "providers-desk");
  const reached = new Set();
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { name, type, value, tagName } = document.activeElement;
      return { name, type, value, sends: tagName === "BUTTON" && document.activeElement.closest("form") !== null };
    });
    if (at.name) reached.add(at.name);
    if (at.name === "q.offer" && at.value === "meet") await page.keyboard.press("Space");
    if (at.name === "q.places") await page.keyboard.type("12");
    if (at.sends) break;
  }
  const names = await page.$$eval("form [name]:not([type=hidden])", (all) => [...new Set(all.map((one) => one.name))]);
  const visible = [];
  for (const name of names) if (await page.locator(`[name="${name}"]`).first().isVisible()) visible.push(name);
  assert.deepEqual(visible.filter((name) => !reached.has(name)), ["website"], "every field is reached by Tab but the one that no person is to meet");
  await asIfRead(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Thank you!" }).waitFor();
  await judge(page, "providers-desk-thanks");
  await context.close();
});

test("another language keeps what was filled in, Enter sends nothing, and the privacy page opens beside the form", async () => {
  const { page, context } = await open("/noordoostpolder/gebruikers?lang=nl", { ...phone, script: false });
  const other = () => page.locator("nav button[lang=en]");
  const heights = await page.$$eval("nav button", (all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height >= 44), "the choice of language is 44 px high");
  // Nothing filled in yet: an address to share.
  await other().tap();
  await page.waitForURL(/lang=en/);
  await page.locator("nav button[lang=nl]").tap();
  await page.waitForURL(/lang=nl/);
  const written = 'Zingen "met" <anderen> & 🙂\n\nop dinsdag';
  await page.locator("input[name='q.who'][value='self']").check();
  await page.locator("input[name='q.now'][value='other']").check();
  await page.locator("input[name='n.now.other']").fill("Vissen");
  await page.locator("textarea[name='q.wish']").fill(written);
  await page.locator("input[name='n.now.other']").press("Enter");
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole("heading", { level: 1, name: "Bedankt!" }).count(), 0);
  assert.equal(await page.inputValue("input[name='n.now.other']"), "Vissen");

  const id = await page.inputValue("form input[name=id]");
  await other().tap();
  await page.waitForURL(/lang=en/);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "English");
  assert.equal(await page.inputValue("form input[name=id]"), id);
  assert.ok(await page.isChecked("input[name='q.who'][value='self']"));
  assert.ok(await page.isChecked("input[name='q.now'][value='other']"));
  assert.equal(await page.inputValue("input[name='n.now.other']"), "Vissen");
  assert.equal(await page.inputValue("textarea[name='q.wish']"), written);
  await judge(page, "users-phone-switched");

  const [beside] = await Promise.all([context.waitForEvent("page"), page.locator("footer a[href^='/privacy']").tap()]);
  await beside.waitForURL(/privacy/);
  assert.equal(await page.inputValue("textarea[name='q.wish']"), written);
  await asIfRead(page);
  await page.locator("main form button[type=submit]").tap();
  await page.getByRole("heading", { level: 1, name: "Thank you!" }).waitFor();
  await context.close();
});

test("what looks like a program is asked to press once more, also when its field is filled in every time", async () => {
  const { page, context } = await open("/noordoostpolder/gebruikers", { ...phone, script: false });
  const bait = page.locator("input[name=website]");
  const box = await bait.locator("xpath=..").boundingBox();
  assert.ok(box.width <= 1 && box.height <= 1, "no person sees the field");
  const tree = await page.locator("form#form").ariaSnapshot();
  assert.ok(!/website|vak leeg/i.test(tree), "no screen reader meets it");
  await bait.evaluate((field) => { field.value = "https://example.nl"; });
  await page.locator("input[name='q.who'][value='self']").check();
  await page.locator("textarea[name='q.wish']").fill("Zingen");
  await page.locator("form#form button[type=submit]").tap();
  await page.getByRole("heading", { level: 2, name: "Verstuur het nog een keer" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "alert", "the reason has the focus");
  assert.equal(await page.inputValue("textarea[name='q.wish']"), "Zingen");
  assert.equal(await page.locator("input[name=website]").count(), 0);
  await judge(page, "users-phone-once-more");
  await page.locator("form#form button[type=submit]").tap();
  await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
  await context.close();
});

test("a code in a link gets into the field and out of the address, and to no server in it", async () => {
  // Its script runs because the page's policy names it.
  const context = await newContext(phone);
  const page = await context.newPage();
  const addresses = [], complaints = [];
  page.on("request", (request) => addresses.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const [code, other] = codes;
  await page.goto(`${url}${withCode}#code=${code}`);
  assert.equal(await page.inputValue("#code"), code);
  assert.equal(page.url(), url + withCode);
  // Another card scanned into the same tab: a page of its own, with nothing of the first.
  await forth(page).tap();
  await page.locator("input[name='q.who'][value='self']").check();
  const first = await page.inputValue("input[name=id]");
  await page.evaluate((next) => { location.hash = `code=${next}`; }, other);
  await page.waitForFunction((next) => document.getElementById("code")?.value === next, other);
  assert.equal(page.url(), url + withCode);
  assert.equal(await page.locator(":checked[type=radio]").count(), 0);
  assert.notEqual(await page.inputValue("input[name=id]"), first);
  // What is no code stays out of the field; links within the page work as ever.
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${url}/`);
  await page.goto(`${url}${withCode}#code=<script>`);
  assert.equal(await page.inputValue("#code"), "");
  await page.goto(`${url}${withCode}?lang=nl#code=${code}`);
  assert.equal(page.url(), `${url}${withCode}?lang=nl`);
  await forth(page).tap();
  await forth(page).tap();
  await page.locator("main a[href^='#q.']").first().tap();
  assert.equal(await page.inputValue("#code"), code, "a link to a fault does not begin anew");
  assert.deepEqual(complaints.filter((text) => !text.includes("422")), [], "the script runs, and nothing else wants to");
  for (const address of addresses) assert.ok(!address.includes(code.slice(0, 4)), address);
  await context.close();
});

test("with a code: typed by hand without scripts, used, replaced and withdrawn", async () => {
  for (const [kind, options, code] of [["phone", phone, codes[2]], ["desk", desk, codes[3]], ["dark", { ...phone, colorScheme: "dark" }, codes[4]]]) {
    const { page, context } = await open(withCode, { ...options, script: false });
    const fill = async (typed, wish) => {
      await page.goto(url + withCode);
      await page.locator("#code").fill(typed);
      await page.locator("input[name='q.who'][value='self']").check();
      await page.locator("textarea[name='q.wish']").fill(wish);
    };
    const send = () => page.locator("form#form button[type=submit]").click();
    await page.goto(url + withCode);
    await judge(page, `code-${kind}`);
    await fill(code.slice(0, -1), "Zingen");
    await send();
    await page.getByRole("link", { name: "Uw code is te kort." }).waitFor();
    assert.match(await page.title(), /^Fout:/);
    await judge(page, `code-${kind}-fault`);
    await page.getByRole("link", { name: "Uw code is te kort." }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "code");
    await page.locator("#code").fill(code.toLowerCase().replaceAll("-", " "));
    await page.locator("button[name=check]").click();
    await page.getByText("Uw code klopt.").waitFor();
    assert.equal(await page.inputValue("textarea[name='q.wish']"), "Zingen");
    await judge(page, `code-${kind}-checked`);
    await send();
    await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
    await judge(page, `code-${kind}-thanks`);

    await fill(code, "Tuinieren");
    await send();
    await page.getByRole("heading", { level: 2, name: "Deze code is al gebruikt" }).waitFor();
    await judge(page, `code-${kind}-used`);
    await page.locator("button[name=replace]").click();
    await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();

    await fill(code, "Fietsen");
    await send();
    await page.getByRole("button", { name: "Alleen wissen" }).click();
    await page.getByRole("heading", { level: 1, name: "Antwoorden wissen" }).waitFor();
    assert.equal(await page.inputValue("#code"), code);
    await judge(page, `withdraw-${kind}`);
    await page.locator("#code").press("Enter");
    await page.waitForTimeout(300);
    assert.equal(await page.getByRole("heading", { level: 1, name: "Gedaan" }).count(), 0, "Enter erases nothing");
    await page.locator("button[name=sure]").click();
    await page.getByRole("heading", { level: 1, name: "Gedaan" }).waitFor();
    await judge(page, `withdrawn-${kind}`);
    // The code can be used again.
    await fill(code, "Fietsen");
    await send();
    await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor();
    await context.close();
  }
});

test("an interviewer is told that the code is for a conversation", async () => {
  const { page, context } = await open(`${withCode}#code=${interviewCodes[0]}`, desk);
  await page.locator("button[name=check]").click();
  await page.getByText("Het is een code voor een gesprek.").waitFor();
  await judge(page, "code-interview");
  await context.close();
});

test("the other pages are as good", async () => {
  for (const [name, path] of [["home", "/"], ["privacy", "/privacy"], ["accessibility", "/toegankelijkheid"], ["nowhere", "/nergens/heen"], ["withdraw-empty", `${withCode}/intrekken`]]) {
    for (const [kind, options] of [["phone", phone], ["desk", desk]]) {
      const { page, context } = await open(path, options);
      await judge(page, `${name}-${kind}`);
      await context.close();
    }
  }
});

test("at 400 % zoom nothing is lost", async () => {
  // WCAG 1.4.10: a viewport of 1280 px at 400 % is 320 CSS pixels wide.
  for (const [name, path] of [["users", "/noordoostpolder/gebruikers"], ["code", withCode], ["withdraw", `${withCode}/intrekken`]]) {
    const { page, context } = await open(path, { viewport: { width: 320, height: 256 }, script: false });
    await judge(page, `${name}-zoom-400`);
    await context.close();
  }
});
