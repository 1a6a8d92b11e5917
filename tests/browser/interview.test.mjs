// The conversation form: by keyboard, on a tablet, over a network that fails, one interview after another, without a script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersIn, desk, interviewCodes, judge, newContext, open, url, withCode } from "./stage.mjs";

const path = `${withCode}/gesprek`;
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };
const unused = [...interviewCodes].reverse();
// A code for one conversation. page.test.mjs takes from the other end.
const card = () => unused.shift();

const box = (page, name, value) => page.locator(`[name="${name}"][value="${value}"]`);
const index = (page) => page.locator(".index a .g").allTextContents();
const sent = (page) => page.getByRole("heading", { level: 1, name: "Het gesprek is verstuurd" }).waitFor();
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
// What a browser keeps of what was filled in.
const kept = (page) => page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key !== "keys"));

test("a whole conversation by keyboard alone", async () => {
  const { page, context, foreign, complaints } = await open(path, desk);
  assert.equal(await page.evaluate(() => document.activeElement.id), "code", "it begins with the card");
  const code = card();
  await page.keyboard.type(code.toLowerCase());
  await press(page, "Enter");
  await page.getByText("Deze code klopt.").waitFor();
  assert.equal(await page.inputValue("#code"), code.toLowerCase());
  await judge(page, "interview-code-fits");

  // Enter leads to the first question; digits choose, and once more undoes it.
  await press(page, "Enter", "2");
  assert.ok(await box(page, "q.who", "other").isChecked());
  await press(page, "2");
  assert.equal(await page.locator("[name='q.who']:checked").count(), 0);
  await press(page, "1", "Enter");
  assert.deepEqual(await index(page), ["1 van 1", "0 van 2", "0 van 1"]);
  // Several answers; conditions at once: who likes to meet people is asked how.
  assert.ok(!await page.getByText("Hoe ziet u het liefst mensen?").isVisible());
  await press(page, "1", "3");
  assert.ok(await page.locator("legend", { hasText: "Hoe ziet u het liefst mensen?" }).isVisible());
  assert.deepEqual(await index(page), ["1 van 1", "1 van 3", "0 van 1"]);
  // "None of these" excludes the others, and the other way round.
  await press(page, "5");
  assert.deepEqual(await page.locator("[name='q.matters']:checked").evaluateAll((all) => all.map(({ value }) => value)), ["none"]);
  await press(page, "1");
  assert.deepEqual(await page.locator("[name='q.matters']:checked").evaluateAll((all) => all.map(({ value }) => value)), ["meet"]);
  // "Namely" is the next place to stand, where digits are digits and Enter still leads on; Shift goes back.
  await press(page, "4", "Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "n.matters.other");
  await page.keyboard.type("2 dagen vissen");
  await press(page, "Enter", "Shift+Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "n.matters.other");
  await press(page, "Enter");
  // Would rather not say: done, without an answer; an answer after all takes that back.
  await press(page, "2", "-");
  assert.equal(await page.locator("[name='q.with']:checked").count(), 0);
  assert.ok(await page.isChecked("[name='p.with']"));
  assert.deepEqual(await index(page), ["1 van 1", "2 van 3", "0 van 1"]);
  await press(page, "1");
  assert.ok(!await page.isChecked("[name='p.with']"));
  await press(page, "-", "Enter", "3");
  assert.ok(await box(page, "q.content", "happy").isChecked());
  // To the notes of this part and back; letters are letters there.
  await press(page, "n");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q.note_day");
  await page.keyboard.type("n 1 - ?");
  await press(page, "Enter");
  await page.keyboard.type("Tweede regel");
  await press(page, "Control+Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q.wish");
  await press(page, "Escape", "-");
  assert.ok(await page.isChecked("[name='p.wish']"));
  await press(page, "Enter", "Control+Enter");
  // After the last there is what is open, and no button that a hasty Enter could press.
  assert.equal(await page.locator(".open a").count(), 0);
  assert.deepEqual(await index(page), ["1 van 1", "3 van 3", "1 van 1"]);
  await press(page, "Enter", "Enter");
  assert.ok(await page.locator("#end button").isVisible());
  await judge(page, "interview-filled");
  const posted = page.waitForRequest((request) => request.method() === "POST");
  await press(page, "Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Verstuur dit gesprek");
  await press(page, "Enter");
  assert.deepEqual(answersIn((await posted).postData()), [
    "n.matters.other=2 dagen vissen", "q.content=happy", "q.matters=meet", "q.matters=other", "q.note_day=n 1 - ?\nTweede regel", "q.who=self",
  ]);
  await sent(page);
  await judge(page, "interview-sent");
  assert.deepEqual(await kept(page), []);

  // The next one asks for the next card, with nothing of this one left.
  await page.getByRole("link", { name: "Begin het volgende gesprek" }).click();
  await page.locator("#form").waitFor();
  assert.equal(await page.inputValue("#code"), "");
  assert.equal(await page.evaluate(() => document.activeElement.id), "code");
  assert.equal(await page.locator("#form :checked").count(), 0);
  assert.deepEqual(await page.locator("#form textarea, #form [type=text]").evaluateAll((all) => all.map(({ value }) => value).join("")), "");
  await page.goBack().catch(() => null);
  assert.ok(!(await page.content()).includes("vissen"), "nor on the way back");
  assert.deepEqual([foreign, complaints, await context.cookies()], [[], [], []]);
  await context.close();
});

test("single keys can be switched off, and stay off for the next conversation", async () => {
  const { page, context } = await open(path, desk);
  await page.locator(".keys summary").click();
  await judge(page, "interview-keys");
  await page.locator("#q\\.who\\.self").focus();
  await press(page, "?");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".keys") !== null), true, "it leads to the list");
  await page.locator("#keys").uncheck();
  await page.locator("#q\\.who\\.self").focus();
  await press(page, "2", "-", "n", "?");
  assert.equal(await page.locator("#form :checked").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "q.who.self");
  assert.equal(await page.locator(".o kbd:visible").count(), 0);
  // Enter is no character, and still leads on.
  await press(page, "Enter");
  assert.ok(await page.evaluate(() => document.activeElement.contains(document.querySelector("[name='q.matters']"))));
  await page.reload();
  assert.ok(!await page.isChecked("#keys"));
  await page.locator("#keys").evaluate((one) => { one.closest("details").open = true; });
  await page.locator("#keys").check();
  await page.locator("#q\\.who\\.self").focus();
  // With Ctrl, Alt or Command they are the browser's or a screen reader's.
  await press(page, "Alt+2", "Control+2");
  assert.equal(await page.locator("#form :checked").count(), 0);
  await press(page, "2");
  assert.ok(await box(page, "q.who", "other").isChecked());
  await context.close();
});

test("on a tablet, over a network that fails, across a reload, and once", async () => {
  const code = card();
  const { page, context, complaints } = await open(`${path}#code=${code}`, tablet);
  assert.equal(page.url(), url + path, "the code is out of the address");
  assert.equal(await page.inputValue("#code"), code);
  await judge(page, "interview-tablet");
  await box(page, "q.who", "self").check();
  await box(page, "q.content", "sad").check();
  await page.locator("[name='p.matters']").check();
  await page.locator("[name='q.wish']").fill("Zingen");
  await page.locator("[name='q.note_wish']").fill("Straalde helemaal");
  await page.reload();
  await page.getByText("Wat u eerder invulde, staat er nog.").waitFor();
  assert.ok(await box(page, "q.who", "self").isChecked() && await page.isChecked("[name='p.matters']"));
  assert.equal(await page.inputValue("[name='q.note_wish']"), "Straalde helemaal");
  assert.equal(await page.inputValue("#code"), code);

  await context.setOffline(true);
  await page.locator("button[name=check]").tap();
  await page.getByRole("heading", { level: 2, name: "Dit lukt nu niet." }).waitFor();
  await page.locator("#end button").tap();
  await page.getByText("Het versturen lukt nog niet.").waitFor();
  await judge(page, "interview-waiting");
  // Changing something takes it back until it is sent again.
  await page.locator("[name='q.note_wish']").fill("Straalde helemaal, zong mee");
  assert.ok(await page.locator("#end button").isVisible());
  assert.equal(await page.getByText("Het versturen lukt nog niet.").count(), 0);
  await page.locator("#end button").tap();
  await page.getByText("Het versturen lukt nog niet.").waitFor();
  const bodies = [];
  page.on("request", (request) => request.method() === "POST" && bodies.push(request.postData()));
  await context.setOffline(false);
  await sent(page);
  assert.ok(bodies.length >= 1 && bodies.every((body) => body === bodies[0]));
  assert.deepEqual(answersIn(bodies[0]), ["q.content=sad", "q.note_wish=Straalde helemaal, zong mee", "q.who=self", "q.wish=Zingen"]);
  assert.deepEqual(await kept(page), []);

  // The same card once more: told, with the ways on, and nothing lost.
  await page.goto("about:blank");
  await page.goto(`${url}${path}#code=${code}`);
  await box(page, "q.who", "other").check();
  await page.locator("#end button").tap();
  await page.getByRole("heading", { level: 2, name: "Deze code is al gebruikt" }).waitFor();
  assert.ok(await box(page, "q.who", "other").isChecked());
  await judge(page, "interview-used");
  // Another card in the same tab is another conversation.
  await page.goto("about:blank");
  await page.goto(`${url}${path}#code=${card()}`);
  assert.equal(await page.locator("#form :checked").count(), 0);
  assert.deepEqual(complaints.filter((text) => !/Failed to load|ERR_INTERNET/.test(text)), []);
  await context.close();
});

test("what is wrong is told at the field and above, and what was filled in can be thrown away", async () => {
  const { page, context, complaints } = await open(path, desk);
  await page.locator("#code").fill("4K7Q");
  await page.locator("#end button").click();
  await page.locator(".sum").waitFor();
  assert.match(await page.title(), /^Fout:/);
  assert.match(await page.locator(".sum").textContent(), /Voor wie vult u dit in/);
  await judge(page, "interview-faults");
  await page.locator(".sum a[href='#q.who.self']").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "q.who.self");
  await press(page, "1");
  await page.locator("#end button").click();
  await page.getByRole("link", { name: "Uw code is te kort." }).waitFor();
  assert.ok(await box(page, "q.who", "self").isChecked());
  // Another language keeps all of it.
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
  assert.ok(await box(page, "q.who", "self").isChecked());
  assert.ok(await page.getByText("Ask: when did you last do that?").isVisible());
  await page.reload();
  await page.getByRole("button", { name: "Erase this and begin a new conversation" }).click();
  await page.waitForFunction(() => document.getElementById("code")?.value === "");
  assert.equal(await page.locator("#form :checked").count(), 0);
  assert.deepEqual(complaints.filter((text) => !text.includes("422")), []);
  await context.close();
});

test("an interviewer's card that was typed on the respondents' page leads here", async () => {
  const { page, context } = await open(`${withCode}#code=${card()}`, desk);
  const code = await page.inputValue("#code");
  await page.locator("button[name=check]").click();
  await page.getByRole("button", { name: "Open het gespreksformulier" }).click();
  await page.locator(".index").waitFor();
  assert.equal(await page.inputValue("#code"), code);
  await page.getByText("Deze code klopt.").waitFor();
  assert.ok(!page.url().includes(code.slice(0, 4)));
  await context.close();
});

test("without a script it is one long form, that judges and stores the same", async () => {
  for (const [kind, options] of [["desk", desk], ["tablet", tablet], ["dark", { ...tablet, colorScheme: "dark" }]]) {
    const { page, context } = await open(path, { ...options, script: false });
    await judge(page, `interview-plain-${kind}`);
    assert.ok(!await page.locator(".keys").isVisible());
    assert.ok(await page.getByText("Hoe ziet u het liefst mensen?").isVisible(), "all is to be seen, with when it is asked");
    await page.locator(".index a").last().click();
    await box(page, "q.who", "self").check();
    await box(page, "q.content", "sad").check();
    await page.locator("[name='p.content']").check();
    await page.locator("[name='q.note_day']").fill("Zonder script");
    await page.locator("#end button").click();
    await page.getByRole("link", { name: "Vul uw code in" }).waitFor();
    assert.ok(await page.isChecked("[name='p.content']") && !await box(page, "q.content", "sad").isChecked());
    await judge(page, `interview-plain-${kind}-fault`);
    await page.locator("#code").fill(card());
    await page.locator("#end button").click();
    await sent(page);
    await page.getByRole("link", { name: "Begin het volgende gesprek" }).click();
    assert.equal(await page.inputValue("[name='q.note_day']"), "");
    await context.close();
  }
});

test("from right to left it can be read and used as well", async () => {
  // The example with codes is in two languages; what is not translated comes in Dutch, in a page that runs the other way.
  const context = await newContext(tablet);
  const page = await context.newPage();
  await page.goto(url + path);
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  await judge(page, "interview-right-to-left");
  await context.close();
});
