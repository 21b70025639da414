// The tab 检查草案: the draft goes to the API and its findings are drawn; nothing is kept.
(() => {
  "use strict";

  const LIMIT = 5 * 1024 * 1024;
  const NAMES = { error: "错误", warning: "警告", hint: "提示" };
  let sent = null;

  const by = (id) => document.getElementById(id);

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function base64(file) {
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",", 2)[1] ?? "");
      reader.onerror = () => failed(new Error("这个文件读不了，请换一个。"));
      reader.readAsDataURL(file);
    });
  }

  async function draft() {
    const file = by("draft-file").files[0];
    const text = by("draft-text").value.trim();
    if (file) {
      if (file.size > LIMIT) throw new Error("文件超过 5 MB，请用 wence check 检查。");
      return { name: file.name, base64: await base64(file) };
    }
    if (!text) throw new Error("请选一个文件，或者把草案的文字贴进来。");
    return { name: "草案.txt", text };
  }

  async function ask(path, body) {
    const reply = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error((await reply.json()).detail);
    return reply;
  }

  const told = (error) => (error instanceof TypeError ? "连不上服务，请稍后再试。" : error.message);

  async function check() {
    const out = by("findings");
    out.replaceChildren(element("p", "正在检查……", "draft-note"));
    document.querySelectorAll("#draft .draft-save").forEach((button) => { button.hidden = true; });
    try {
      sent = await draft();
      const found = await (await ask("api/v1/check", sent)).json();
      out.replaceChildren(...drawn(found));
      document.querySelectorAll("#draft .draft-save").forEach((button) => {
        button.hidden = button.dataset.format === "docx" && !sent.name.toLowerCase().endsWith(".docx");
      });
    } catch (error) {
      out.replaceChildren(element("p", told(error), "draft-slip"));
    }
  }

  function drawn(found) {
    const count = (severity) => found.findings.filter((one) => one.severity === severity).length;
    const head = element("h3", `《${found.document.title}》`);
    const filter = element("p", "", "draft-filter");
    for (const severity of Object.keys(NAMES)) {
      const label = element("label");
      const box = element("input");
      box.type = "checkbox";
      box.value = severity;
      box.checked = severity !== "hint";
      label.append(box, ` ${NAMES[severity]} ${count(severity)}`);
      filter.append(label);
    }
    const notes = element("ul", "", "draft-notes");
    notes.append(...found.notes.map((note) => element("li", note)));
    if (found.silenced.length) notes.append(element("li", `按 check-ignore.yaml 略过 ${found.silenced.length} 处。`));
    const rows = found.findings.map(row);
    const none = element("p", "没有发现问题。", "draft-note");
    none.hidden = rows.length > 0;
    const list = element("div", "", "draft-rows");
    list.append(...rows);
    filter.addEventListener("change", () => sift(filter, rows));
    sift(filter, rows);
    return [head, filter, notes, none, list];
  }

  function sift(filter, rows) {
    const wanted = [...filter.querySelectorAll("input:checked")].map((box) => box.value);
    rows.forEach((one) => { one.hidden = !wanted.includes(one.dataset.severity); });
  }

  function row(finding) {
    const made = element("article", "", `draft-row ${finding.severity}`);
    made.dataset.severity = finding.severity;
    const head = element("p", "", "draft-says");
    head.append(element("b", `${NAMES[finding.severity]}　${finding.title}`), element("span", finding.message));
    const sides = element("div", "", "draft-sides");
    for (const place of finding.places) {
      const side = element("blockquote");
      side.append(element("cite", `《${place.document}》${place.label}`), element("span", place.quote.trim()));
      sides.append(side);
    }
    made.append(head, sides);
    return made;
  }

  async function save(button) {
    const before = button.textContent;
    try {
      const reply = await ask(`api/v1/check/report?format=${button.dataset.format}`, sent);
      const link = element("a");
      link.href = URL.createObjectURL(await reply.blob());
      link.download = button.dataset.format === "docx" ? `批注-${sent.name}` : "检查结果.html";
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch (error) {
      button.textContent = told(error);
      window.setTimeout(() => { button.textContent = before; }, 4000);
    }
  }

  // What a cited clause cites, and what cites it: fetched when asked for.
  async function bothWays(button) {
    const item = button.closest("li");
    const open = item.querySelector(".both-ways");
    if (open) { open.remove(); return; }
    const box = element("div", "", "both-ways");
    box.setAttribute("aria-live", "polite");
    item.append(box);
    try {
      const reply = await fetch(`api/v1/references/${encodeURIComponent(button.dataset.clause)}`);
      if (!reply.ok) throw new Error((await reply.json()).detail);
      const found = await reply.json();
      box.append(...list("它引用的", found.cites), ...list("引用它的", found.cited_by));
    } catch (error) {
      box.append(element("p", told(error)));
    }
  }

  function list(title, lines) {
    const made = element("ul");
    made.append(...(lines.length ? lines : ["没有"]).map((line) => element("li", line)));
    return [element("p", title), made];
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("#draft .draft-check")) check();
    const both = target?.closest("button.both");
    if (both) bothWays(both);
    const saving = target?.closest("#draft .draft-save");
    if (saving && sent) save(saving);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.id !== "graph" || !event.target.open) return;
    const image = event.target.querySelector("img");
    if (!image.src) image.src = image.dataset.src;
  }, true);
})();
