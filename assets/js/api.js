// Calls of our own API from our own pages: JSON, the cookie, and the token against forged requests.

const token = () => document.querySelector("meta[name=csrf]");

// Status and body; throws when there is no network.
export async function post(path, body, options = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "x-csrf-token": token()?.content ?? "",
    },
    body: JSON.stringify(body),
    credentials: "same-origin",
    redirect: "manual",
    ...options,
  });
  const text = await answer.text();
  return { status: answer.status, body: read(text) };
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// This page as the server writes it now; null when it cannot be had.
export async function freshPage() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

// After signing in anew the old token no longer fits.
export async function renewToken() {
  const page = await freshPage();
  const fresh = page?.querySelector("meta[name=csrf]")?.content;
  if (fresh) token().content = fresh;
}
