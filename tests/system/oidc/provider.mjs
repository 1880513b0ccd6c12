// Two agencies' identity providers on this machine: the real thing, with people who exist only here.
// Reads one line of JSON: {issuers: [{port, client}], people: {login: {email, email_verified}}}. Says "ready".
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const page = (action) => `<!DOCTYPE html><html lang="en"><title>Agency</title><link rel="icon" href="data:,"><h1>Agency</h1>
<form method="post" action="${action}"><label>Login <input name="login" autofocus></label><button>Sign in</button></form>`;

const body = async (request) => {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
};

function open({ port, client }, people) {
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [client],
    clientAuthMethods: ["private_key_jwt", "client_secret_basic"],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: ["only-for-tests"] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // Whoever signs in here has agreed: the agency asked them when it hired them.
    loadExistingGrant: async (context) => {
      const { client: asking, session, provider: here } = context.oidc;
      const grant = new here.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith("/interaction/")) return next();
    if (context.method === "GET") {
      context.type = "html";
      context.body = page(context.path);
      return undefined;
    }
    const login = (await body(context.req)).get("login");
    const result = people[login] ? { login: { accountId: login } } : { error: "access_denied" };
    await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
    context.respond = false;
    return undefined;
  });
  return new Promise((resolve) => provider.listen(port, "localhost", resolve));
}

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  const { issuers, people } = JSON.parse(line);
  await Promise.all(issuers.map((issuer) => open(issuer, people)));
  console.log("ready");
}
process.exit(0);
