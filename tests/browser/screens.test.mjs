// The screens one by one: back and forward, changing an answer, what is wrong, options that exclude, another language,
// coming back, reading aloud.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asIfRead, codes, desk, focused, forth, hurry, judge, onCheck, open, phone, providers, reach, screen, screenshots, send, step, thanked, url, users, walk, withCode } from "./stage.mjs";

const pick = (page, question, option) => page.locator(`input[name="q.${question}"][value="${option}"]`).locator("xpath=ancestor::label").click();
const change = (page, number) => page.locator("dl.check button").nth(number).click();

test("back and forward, by the browser and by the link on the page, and loading again", async () => {
  const { page, context, complaints } = await open(users, phone);
  const begun = await page.evaluate(() => history.length);
  await forth(page).click();
  await pick(page, "who", "self");
  await forth(page).click();
  await reach(page, "now");
  await forth(page).click();
  await reach(page, "content");
  assert.equal(await page.evaluate(() => history.length), begun + 3, "an entry for each screen");
  await page.goBack();
  await reach(page, "now");
  assert.match(await focused(page), /^2\. /);
  assert.match(await page.title(), /^2\. /);
  await page.goForward();
  await reach(page, "content");
  // The page's own way back is the browser's, and adds nothing to it.
  await page.locator("button.back").click();
  await reach(page, "now");
  await page.locator("button.back").click();
  await reach(page, "who");
  assert.ok(await page.isChecked("input[name='q.who'][value=self]"));
  await page.locator("button.back").click();
  await reach(page, "start");
  assert.equal(await page.locator("button.back").isVisible(), false);
  assert.equal(await page.evaluate(() => history.length), begun + 3);
  for (const expected of ["who", "now", "content"]) {
    await page.goForward();
    await reach(page, expected);
  }
  await page.reload();
  await reach(page, "content");
  assert.match(await focused(page), /^3\. /);
  await page.goBack();
  await reach(page, "now");
  assert.ok(await page.isChecked("input[name='q.who'][value=self]"), "answers outlive loading again");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a change leads straight back, by way of what is asked only now", async () => {
  const { page, context, complaints } = await open(users, phone);
  await asIfRead(page);
  await forth(page).click();
  await pick(page, "who", "self");
  await walk(page, "check");
  const lines = () => page.locator("dl.check > div").count();
  const before = await lines();
  assert.equal(await page.locator("dl.check > div").first().locator("dd p").textContent(), "Voor mezelf");
  // Nothing new to ask: straight back.
  await change(page, 2);
  await reach(page, "content");
  assert.equal((await forth(page).textContent()).trim(), "Terug naar mijn antwoorden");
  await judge(page, "screen-change");
  await pick(page, "content", "happy");
  await forth(page).click();
  await reach(page, "check");
  assert.equal(await page.locator("dl.check > div").nth(2).locator("dd p").textContent(), "Tevreden");
  // A carer is asked one question more, and gets to see it.
  await change(page, 0);
  await reach(page, "who");
  await pick(page, "who", "carer");
  await forth(page).click();
  await reach(page, "relief");
  await forth(page).click();
  await reach(page, "check");
  assert.equal(await lines(), before + 1);
  // The way back from a change changes nothing, and neither does leaving by the browser.
  await change(page, 0);
  await page.locator("button.back").click();
  await reach(page, "check");
  await change(page, 0);
  await pick(page, "who", "self");
  await page.goBack();
  await reach(page, "check");
  assert.equal(await lines(), before, "what is not asked any more is gone from the list");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("what must be answered is told in a summary that leads there", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context, complaints } = await open(users, { ...phone, colorScheme });
    await asIfRead(page);
    await forth(page).tap();
    await forth(page).tap();
    assert.match(await page.title(), /^Fout: /);
    assert.equal(await page.evaluate(() => document.activeElement.matches(".sum[role=alert]")), true, "the summary has the focus");
    const message = await page.locator(".sum a").textContent();
    assert.equal(await page.locator("[data-q=who] .e").textContent(), `Fout: ${message}`, "the same words at the field");
    assert.equal(await page.getAttribute("[data-q=who]", "aria-invalid"), "true");
    const described = (await page.getAttribute("[data-q=who]", "aria-describedby")).split(" ");
    const texts = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.textContent), described);
    assert.ok(texts.includes(`Fout: ${message}`), `${described}`);
    await judge(page, `screen-fault-${colorScheme}`);
    await page.locator(".sum a").tap();
    assert.equal(await page.evaluate(() => document.activeElement.name), "q.who");
    await pick(page, "who", "self");
    await forth(page).tap();
    await reach(page, "now");
    assert.doesNotMatch(await page.title(), /Fout/);
    await page.goBack();
    await reach(page, "who");
    assert.equal(await page.locator("[data-q=who] .e").isVisible(), false, "what was mended is no longer marked");
    assert.equal(await page.locator("[data-q=who].bad").count(), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test("numbers, rankings and grids are judged as the server does", async () => {
  const { page, context, complaints } = await open(providers, desk);
  await asIfRead(page);
  await forth(page).click();
  await walk(page, "places");
  for (const [typed, told] of [["veel", /van 0 tot en met/], ["2.5", /van 0 tot en met/], ["99999", /van 0 tot en met/], ["-1", /van 0 tot en met/]]) {
    await page.locator("input[name='q.places']").fill(typed);
    await forth(page).click();
    assert.match(await page.locator(".sum a").textContent(), told);
    assert.equal(await page.getAttribute("input[name='q.places']", "aria-invalid"), "true");
  }
  await judge(page, "screen-number-fault");
  await page.locator("input[name='q.places']").fill(" 12 ");
  await forth(page).click();
  await reach(page, "waiting");
  await walk(page, "hinder");
  await page.locator("[data-q=hinder] .f").first().locator("label").first().click();
  await forth(page).click();
  await reach(page, "renew");
  await page.locator("select").nth(0).selectOption({ index: 2 });
  await page.locator("select").nth(1).selectOption({ index: 2 });
  await forth(page).click();
  assert.match(await page.locator(".sum a").textContent(), /2 keer hetzelfde/);
  await page.locator("select").nth(1).selectOption({ index: 3 });
  await walk(page, "check");
  const answers = await page.$$eval("dl.check > div", (lines) => Object.fromEntries(lines.map((line) => [line.querySelector("dt").textContent.split(".")[0], [...line.querySelectorAll("dd p")].map((one) => one.textContent)])));
  const all = Object.values(answers).flat();
  assert.ok(all.includes("12"), JSON.stringify(answers));
  assert.ok(all.some((line) => /^Nummer 1: /.test(line)) && all.some((line) => /^Nummer 2: /.test(line)), JSON.stringify(answers));
  assert.equal(all.filter((line) => /: /.test(line)).length, 3, "a row of the grid by its name, two places");
  await judge(page, "screen-check-providers");
  await send(page).click();
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("none of these excludes the others, and typing chooses what it belongs to", async () => {
  const { page, context } = await open(users, phone);
  await asIfRead(page);
  await forth(page).click();
  await pick(page, "who", "self");
  await forth(page).click();
  const checked = () => page.$$eval("[data-q=now] :checked", (all) => all.map((one) => one.value));
  await pick(page, "now", "home");
  await pick(page, "now", "club");
  await pick(page, "now", "none");
  assert.deepEqual(await checked(), ["none"]);
  await page.locator("input[name='n.now.other']").fill("Vissen");
  assert.deepEqual(await checked(), ["other"]);
  await pick(page, "now", "home");
  assert.deepEqual(await checked(), ["home", "other"]);
  await pick(page, "now", "other");
  await walk(page, "check");
  const told = page.locator("dl.check > div").nth(1).locator("dd p");
  assert.deepEqual(await told.allTextContents(), ["Thuis bezig zijn, of tv kijken"], "what was typed at an option no longer chosen is not sent");
  await change(page, 1);
  assert.equal(await page.inputValue("input[name='n.now.other']"), "Vissen", "but it is still there");
  await pick(page, "now", "other");
  await forth(page).click();
  assert.deepEqual(await told.allTextContents(), ["Thuis bezig zijn, of tv kijken", "Iets anders", "Vissen"]);
  const [request] = await Promise.all([page.waitForRequest((one) => one.method() === "POST"), send(page).click()]);
  const sent = new URLSearchParams(request.postData());
  assert.deepEqual([sent.getAll("q.now"), sent.get("n.now.other")], [["home", "other"], "Vissen"]);
  await thanked(page);
  await context.close();
});

test("a statement and a section's introduction stand where they belong", async () => {
  const { page, context } = await open(users, phone);
  await forth(page).click();
  assert.equal(await page.locator("section:visible h2:visible").first().textContent(), "Om te beginnen");
  await pick(page, "who", "carer");
  await forth(page).click();
  await reach(page, "now");
  assert.ok(await page.getByText("Vult u dit in voor iemand anders? Vraag eerst").isVisible());
  assert.deepEqual(await page.locator("form h2:visible").allTextContents(), ["Hoe uw dag nu is"]);
  await forth(page).click();
  await reach(page, "content");
  assert.equal(await page.getByText("Vult u dit in voor iemand anders? Vraag eerst").isVisible(), false);
  assert.equal(await page.locator("small.w, p.w").locator("visible=true").count(), 0, "conditions are applied, not told");
  await context.close();
});

test("another language keeps the answers and the screen", async () => {
  const { page, context, complaints } = await open(users, phone);
  await asIfRead(page);
  const id = await page.inputValue("input[name=id]");
  await forth(page).click();
  await pick(page, "who", "help");
  await forth(page).click();
  await page.locator("input[name='n.now.other']").fill('Zingen "met" <anderen> & 🙂');
  const other = async (language) => {
    const folded = page.locator("nav summary");
    if (await folded.isVisible()) await folded.click();
    await page.locator(`nav button[lang=${language}]`).click();
    await page.waitForURL(new RegExp(`lang=${language}`));
  };
  for (const language of ["ar", "uk", "en"]) {
    await other(language);
    assert.equal(await page.getAttribute("html", "lang"), language);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), language === "ar" ? "rtl" : "ltr");
    assert.equal(await screen(page), "now");
    assert.equal(await page.inputValue("input[name='n.now.other']"), 'Zingen "met" <anderen> & 🙂');
    assert.ok(await page.isChecked("input[name='q.now'][value=other]"));
    assert.equal(await page.inputValue("input[name=id]"), id, "it is the same form");
    await judge(page, `screen-switched-${language}`);
  }
  await page.reload();
  await reach(page, "now");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.goBack();
  await reach(page, "who");
  assert.ok(await page.isChecked("input[name='q.who'][value=help]"));
  await walk(page, "check");
  await other("nl");
  assert.ok(await onCheck(page));
  assert.deepEqual(await page.locator("dl.check > div").nth(1).locator("dd p").allTextContents(), ["Iets anders", 'Zingen "met" <anderen> & 🙂']);
  await send(page).click();
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("Enter leads on and never sends", async () => {
  const { page, context, requests } = await open(users, desk);
  await forth(page).press("Enter");
  await reach(page, "who");
  await page.locator("input[name='q.who'][value=self]").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await reach(page, "now");
  await page.locator("input[name='n.now.other']").fill("Vissen");
  await page.keyboard.press("Enter");
  await reach(page, "content");
  await walk(page, "wish");
  await page.locator("textarea").fill("een");
  await page.locator("textarea").press("Enter");
  assert.equal(await page.inputValue("textarea"), "een\n", "in a text of several lines it is a new line");
  await walk(page, "check");
  await page.locator("h1:visible").press("Enter");
  await page.waitForTimeout(200);
  assert.equal(requests.length, 1);
  await context.close();
});

test("what was filled in waits in this tab, and nowhere else", async () => {
  const { page, context } = await open(users, phone);
  await asIfRead(page);
  const id = await page.inputValue("input[name=id]");
  await forth(page).click();
  await pick(page, "who", "self");
  await forth(page).click();
  await pick(page, "now", "home");
  // Away, and back to the link.
  await page.goto(`${url}/privacy`);
  await page.goto(url + users);
  assert.equal(await screen(page), "start");
  assert.ok(await page.getByText("Wat u eerder invulde, staat er nog.").isVisible());
  await judge(page, "screen-resumed");
  assert.equal(await page.inputValue("input[name=id]"), id);
  await forth(page).click();
  assert.ok(await page.isChecked("input[name='q.who'][value=self]"));
  // Another tab knows nothing of it.
  const tab = await context.newPage();
  await tab.goto(url + users);
  assert.equal(await tab.locator(":checked").count(), 0);
  assert.notEqual(await tab.inputValue("input[name=id]"), id);
  // Someone else begins anew.
  await page.locator("button.back").click();
  await page.getByRole("button", { name: "Begin met een lege vragenlijst" }).click();
  await page.waitForFunction((old) => document.querySelector("input[name=id]").value !== old, id);
  assert.equal(await page.locator(":checked").count(), 0);
  assert.equal(await screen(page), "start");
  assert.equal(await page.getByText("Wat u eerder invulde").count(), 0);
  // After thanks nothing is left, however one comes back.
  await hurry(page);
  await send(page).click();
  await thanked(page);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.evaluate(() => history.back());
  await page.locator("#start").waitFor();
  assert.equal(await page.locator(":checked").count(), 0);
  assert.equal(await screen(page), "start");
  await page.evaluate(() => history.forward());
  await thanked(page);
  await page.reload();
  await thanked(page);
  await page.evaluate(() => history.back());
  await page.waitForTimeout(300);
  assert.equal(await page.locator(":checked").count(), 0);
  assert.equal(await page.locator("dl.check dd").count(), 0);
  await context.close();
});

test("a code belongs to one form: another card begins anew, the same one goes on", async () => {
  const { page, context, complaints } = await open(`${withCode}#code=${codes[5]}`, phone);
  assert.equal(await page.inputValue("#code"), codes[5]);
  assert.equal(page.url(), url + withCode);
  await forth(page).click();
  await pick(page, "who", "self");
  await page.goto("about:blank");
  await page.goto(`${url}${withCode}#code=${codes[5]}`);
  assert.ok(await page.isChecked("input[name='q.who'][value=self]"));
  await page.goto("about:blank");
  await page.goto(`${url}${withCode}#code=${codes[6]}`);
  assert.equal(await page.locator(":checked").count(), 0);
  assert.equal(await page.inputValue("#code"), codes[6]);
  // Without a code there is nothing to begin with.
  await page.locator("#code").fill("");
  await forth(page).click();
  assert.equal(await screen(page), "start");
  assert.match(await page.locator(".sum a").textContent(), /Vul uw code in/);
  await judge(page, "screen-code-missing");
  await page.locator(".sum a").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "code");
  // One that is mistyped is told when it is checked, or at the latest when it is sent, and leads to its field.
  await page.locator("#code").fill("4k7q");
  await page.locator("button[name=check]").click();
  await page.getByRole("link", { name: /te kort/ }).waitFor();
  assert.equal(await screen(page), "start");
  await judge(page, "screen-code-faulty");
  await forth(page).click();
  await pick(page, "who", "self");
  await walk(page, "check");
  await send(page).click();
  await page.getByRole("link", { name: /te kort/ }).click();
  await reach(page, "start");
  assert.equal(await page.evaluate(() => document.activeElement.id), "code");
  await page.locator("#code").fill(codes[6]);
  await page.locator("button[name=check]").click();
  await page.getByText("Uw code klopt.").waitFor();
  await judge(page, "screen-code-right");
  await walk(page, "check");
  await send(page).click();
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a code that turns out to be mistyped leads back to the answers once it is mended", async () => {
  const { page, context, complaints } = await open(withCode, phone);
  await page.locator("#code").fill("AAAA-AAAA-AAAA-AAAA");
  await walk(page, "check");
  await send(page).tap();
  await page.locator(".sum a[href='#code']").tap();
  await reach(page, "start");
  assert.equal(await page.evaluate(() => document.activeElement.id), "code");
  assert.notEqual(await forth(page).textContent(), "Begin met de vragen");
  await page.locator("#code").fill("BBBB-BBBB-BBBB-BBBB");
  await forth(page).tap();
  await reach(page, "check");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a used code leads to the ways on, with the answers kept", async () => {
  const { page, context, complaints } = await open(`${withCode}#code=${codes[7]}`, phone);
  await walk(page, "check");
  await send(page).click();
  await thanked(page);
  await page.goto(`${url}${withCode}#code=${codes[7]}`);
  await walk(page, "check");
  await send(page).click();
  await page.getByRole("heading", { level: 2, name: "Deze code is al gebruikt" }).waitFor();
  assert.ok(await onCheck(page));
  await judge(page, "screen-code-used");
  await page.locator("button[name=replace]").click();
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("it is read aloud by a voice of this device and this language, or not at all", async () => {
  const voices = (list) => `
    const voices = ${JSON.stringify(list)}, spoken = (globalThis.spoken = []);
    Object.defineProperty(globalThis, "speechSynthesis", { value: {
      getVoices: () => voices, speak: ({ text, voice, lang }) => { spoken.push({ text, voice: voice.name, lang }); globalThis.speechSynthesis.speaking = true; },
      cancel() { this.speaking = false; }, speaking: false, pending: false,
    } });
    globalThis.SpeechSynthesisUtterance = function (text) { this.text = text; };`;
  for (const [list, offered] of [
    [[], false],
    [[{ name: "away", lang: "nl-NL", localService: false }], false],
    [[{ name: "english", lang: "en-GB", localService: true }], false],
    [[{ name: "away", lang: "nl-NL", localService: false }, { name: "here", lang: "nl-BE", localService: true }], true],
  ]) {
    const { page, context } = await open("/", desk);
    await page.addInitScript(voices(list));
    await page.goto(url + users);
    assert.equal(await page.locator("button.aloud").isVisible(), offered, JSON.stringify(list));
    if (offered) {
      await forth(page).click();
      const button = page.locator("button.aloud");
      assert.equal(await button.textContent(), "Lees voor");
      await judge(page, "screen-aloud");
      await button.click();
      assert.equal(await button.textContent(), "Stop met voorlezen");
      const spoken = await page.evaluate(() => globalThis.spoken);
      assert.ok(spoken.every(({ voice, lang }) => voice === "here" && lang === "nl"), JSON.stringify(spoken));
      const said = spoken.map(({ text }) => text).join(" ");
      assert.match(said, /Voor wie vult u dit in\?/);
      assert.match(said, /Voor mezelf, en iemand helpt mij/);
      assert.doesNotMatch(said, /Wat doet u nu|Laat dit vak leeg/, "nothing of other screens");
      await pick(page, "who", "self");
      await forth(page).click();
      assert.equal(await page.evaluate(() => speechSynthesis.speaking), false, "the next screen ends it");
      assert.equal(await page.locator("button.aloud").textContent(), "Lees voor");
    }
    await context.close();
  }
});

test("at 400 % zoom, in forced colours and on paper nothing is lost", async () => {
  // WCAG 1.4.10: a viewport of 1280 px at 400 % is 320 CSS pixels wide.
  for (const [name, options] of [["zoom-400", { viewport: { width: 320, height: 256 } }], ["forced", { ...phone, forcedColors: "active" }], ["forced-dark", { ...desk, forcedColors: "active", colorScheme: "dark" }]]) {
    for (const [audience, path] of [["users", users], ["providers", providers]]) {
      const { page, context } = await open(path, options);
      for (let shown = 0; shown < 20 && !(await onCheck(page)); shown += 1) {
        await judge(page, `${name}-${audience}-${await screen(page)}`);
        await step(page);
      }
      await judge(page, `${name}-${audience}-${await screen(page)}`);
      assert.ok(await onCheck(page));
      await context.close();
    }
  }
  const { page, context } = await open(users, { ...desk, script: false });
  const paper = await page.pdf({ path: `${screenshots}/paper-users.pdf`, format: "A4" });
  assert.ok(paper.length > 10_000);
  await context.close();
});
