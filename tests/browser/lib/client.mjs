// A person at the server without a browser: by bearer token, with forms and JSON. It knows three
// ends of a request: answered, refused, and gone (the server died before it answered).

/** The server went away before it answered: whether anything happened is not known. */
export class Gone extends Error {}

/** The server refused, with its stable code. */
export class Refused extends Error {
  constructor(request, status, code, body) {
    super(`${request}: ${status} ${code}\n${body.slice(0, 600)}`);
    this.status = status;
    this.code = code;
  }
}

/** Somebody with a token, or without an account somebody without one. */
export class Client {
  #demo;
  #token;

  constructor(demo, account) {
    this.#demo = demo;
    this.#token = account?.token;
    this.name = account?.name ?? "nobody";
  }

  /** The text of a page. */
  async page(path) {
    return (await this.#ask("GET", path, undefined, "text/html")).text;
  }

  /** A file's bytes. */
  async bytes(path) {
    return (await this.#ask("GET", path, undefined, "*/*")).bytes;
  }

  /** A document of the API. */
  async get(path) {
    return JSON.parse((await this.#ask("GET", path, undefined, "application/json")).text);
  }

  /** Sends JSON to the API; the answer, or null where there is none. */
  async post(path, body = {}) {
    const type = "application/json";
    const { text } = await this.#ask("POST", path, JSON.stringify(body), type, type);
    return text === "" ? null : JSON.parse(text);
  }

  /** Sends a form, and says where the server leads to. */
  async form(path, fields = {}) {
    const body = new URLSearchParams(fields).toString();
    const type = "application/x-www-form-urlencoded";
    // Refusals come as JSON with their code; what goes well leads on to a page.
    const { location } = await this.#ask("POST", path, body, "application/json", type);
    if (location === null) throw new Error(`POST ${path} leads nowhere`);
    return location;
  }

  /** A payment house's notice, signed; the answer. */
  async notice(gateway, body, signature) {
    const path = `/payments/notices/${gateway}`;
    const more = { "x-signature": signature };
    const type = "application/json";
    return JSON.parse((await this.#ask("POST", path, body, type, type, more)).text);
  }

  async #ask(method, path, body, accept, type, more = {}) {
    const headers = { accept, ...more };
    if (this.#token) headers.authorization = `Bearer ${this.#token}`;
    if (type) headers["content-type"] = type;
    let answer;
    let bytes;
    try {
      answer = await fetch(this.#demo.url + path, { method, headers, body, redirect: "manual" });
      bytes = Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      throw new Gone(`${method} ${path}`, { cause: error });
    }
    const text = bytes.toString("utf8");
    if (answer.status >= 400) {
      const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? "";
      throw new Refused(`${this.name}: ${method} ${path}`, answer.status, code, text);
    }
    return { text, bytes, location: answer.headers.get("location") };
  }
}
