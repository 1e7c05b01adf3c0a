// Saves a form of the report a moment after somebody stops typing, and on leaving the page.
// Without this script the page's own button saves. What is typed stays in this browser too, under
// the name of its person, until the site has it: a dead connection, an ended session or a closed
// window costs nothing.

const PAUSE = 2500;
const RETRY = 10000;
const PATIENCE = 30000;
const OURS = ["csrfmiddlewaretoken", "seen", "person"];

class Autosave {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-saving]");
    this.url = form.getAttribute("action"); // form.action is one of its buttons
    this.key = `report ${form.dataset.person} ${this.url}`;
    // What the site knows: the page as it was drawn, whatever the browser filled in since.
    this.unseen = "unsaved" in form.dataset; // it holds text that nobody has looked at and saved
    this.known = this.unseen ? {} : this.read(true);
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    window.addEventListener("pagehide", () => this.send());
    window.addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    const how = form.querySelector("[data-how]");
    if (!this.unseen) how.textContent = "It saves as you write.";
    this.bringBack();
  }

  // The text of each field by its name; as the page was drawn, or as it is now.
  read(drawn = false) {
    const texts = {};
    for (const field of this.form.elements) {
      if (!field.name || field.type === "submit" || OURS.includes(field.name)) continue;
      if (field.type === "radio" || field.type === "checkbox") {
        texts[field.name] ??= "";
        if (drawn ? field.defaultChecked : field.checked) texts[field.name] = field.value;
      } else if (field.options && drawn) {
        const first = [...field.options].find((option) => option.defaultSelected);
        texts[field.name] = (first ?? field.options[0]).value;
      } else {
        texts[field.name] = drawn ? field.defaultValue : field.value;
      }
    }
    return texts;
  }

  unsaved() {
    return Object.entries(this.read()).filter(([name, text]) => text !== this.known[name]);
  }

  body() {
    const data = new FormData(this.form);
    data.set("autosave", "yes");
    return data;
  }

  typed() {
    this.keep();
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The form is sent whole; what becomes of it shows when the page is opened again.
  leave() {
    clearTimeout(this.timer);
    this.keep();
    this.left = true;
  }

  // The browser's “back” can show the page as it was left.
  comeBack() {
    this.left = false;
    this.later(0);
  }

  send() {
    if (!this.left && this.unsaved().length) navigator.sendBeacon(this.url, this.body());
  }

  async save() {
    if (this.busy) return this.later(PAUSE);
    if (!this.unsaved().length) return this.forget();
    this.busy = true;
    const sent = this.read();
    const signal = AbortSignal.timeout(PATIENCE);
    const request = { method: "POST", body: this.body(), redirect: "manual", signal };
    const answer = await fetch(this.url, request).catch(() => null);
    const told = await answer?.json().catch(() => null); // a page of a proxy tells nothing
    this.busy = false;
    if (answer?.ok && told) this.took(sent, told);
    else this.refused(answer?.status, told);
  }

  took(sent, answer) {
    const now = this.read();
    let whole = true;
    for (const [name, text] of Object.entries(answer.newer)) {
      if (now[name] === sent[name]) this.fill(name, (sent[name] = text));
      else whole = false; // written on meanwhile: the next save tells the site
    }
    if (whole) this.field("seen").value = answer.seen;
    this.known = sent;
    this.renewed = false;
    if (this.unsaved().length) this.typed();
    else if (!answer.errors.length) this.forget();
    this.tell(answer);
  }

  tell(answer) {
    const { at, open, clashes, newer, errors } = answer;
    if (!open) {
      const words = "This report was submitted meanwhile. Your text is kept beside it.";
      this.say(words, true, clashes, "See your text");
    } else if (clashes) {
      const words = "Somebody else changed the same text. Nothing is lost.";
      this.say(words, true, clashes, "Choose what to keep");
    } else if (errors.length) {
      this.say(`Saved at ${at}, but not all of it. ${errors.join(" ")}`, true);
    } else if (Object.keys(newer).length) {
      this.say(`Saved at ${at}. What somebody else changed meanwhile is shown.`);
    } else {
      this.say(`Saved at ${at}. It saves as you write.`);
    }
  }

  refused(status, told) {
    if (told?.token) this.field("csrfmiddlewaretoken").value = told.token;
    if (told?.token && !this.renewed) {
      this.renewed = true; // somebody who signed in again in another window
      return this.later(0);
    }
    if (status === 401) {
      const words = "you are signed out. Your text is kept in this browser.";
      return this.wait(words, this.form.dataset.autosave, "Sign in in a new tab, and it is saved");
    }
    const why = status ? "the site does not take it" : "the site does not answer";
    this.wait(`${why}. Your text is kept in this browser and sent again.`);
  }

  wait(words, url, title) {
    this.keep();
    this.later(RETRY);
    this.say(`Not saved yet: ${words}`, true, url, title);
  }

  keep() {
    const kept = { seen: this.field("seen").value, texts: Object.fromEntries(this.unsaved()) };
    localStorage.setItem(this.key, JSON.stringify(kept));
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  // What the site may not have is filled in and sent, with how much of the trail was seen when it
  // was typed: so the site can tell what is new, and what somebody else has changed since.
  bringBack() {
    const kept = JSON.parse(localStorage.getItem(this.key));
    const now = this.read();
    const differs = ([name, text]) => text.trim() !== (now[name] ?? "").trim();
    const lost = Object.entries(kept?.texts ?? {}).filter(differs);
    if (lost.length) this.field("seen").value = kept.seen;
    lost.forEach(([name, text]) => this.fill(name, text));
    if (!this.unseen) this.later(0);
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  fill(name, text) {
    const fields = [...this.form.elements].filter((field) => field.name === name);
    if (!fields.length) {
      // A row that was added and never saved: it is drawn with the next page.
      const row = Object.assign(document.createElement("input"), { type: "hidden", name });
      fields.push(this.form.appendChild(row));
    }
    for (const field of fields) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === text;
      else field.value = text;
    }
  }

  say(words, waits = false, url = "", title = "") {
    this.line.dataset.state = waits ? "waiting" : "";
    this.line.replaceChildren(words);
    if (!url) return;
    const link = document.createElement("a");
    Object.assign(link, { href: url, className: "govuk-link", textContent: title });
    if (url === this.form.dataset.autosave) link.target = "_blank";
    this.line.append(" ", link, ".");
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
