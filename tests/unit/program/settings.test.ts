import * as assert from "node:assert/strict";
import { argumentShapes } from "../../../components/redis-cache/argument-shapes";
import type { Shape } from "../../../components/checking/shape";
import { type RawConfig, programKeys } from "../../../program/configuration";
import { inspectSettings, readSettings } from "../../../program/settings";

const CONTEXT = { project: "koneksi-redis", stack: "prod" };

/** The configuration of a stack with a network. A key without a namespace is the program's; undefined removes a key. */
function configOf(keys: Readonly<Record<string, string | undefined>>): RawConfig {
  const all: typeof keys = {
    "aws:region": "ap-southeast-1",
    networkStack: "koneksi-network/prod",
    ...keys,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, text]) => {
      const full = key.includes(":") ? key : `koneksi-redis:${key}`;
      return text === undefined ? [] : [[full, text]];
    }),
  );
}

const read = (keys: Readonly<Record<string, string | undefined>>) =>
  inspectSettings(configOf(keys), CONTEXT);

/** All errors, as a person reads them. */
const errorsOf = (keys: Readonly<Record<string, string | undefined>>) =>
  read(keys).errors.map(({ path, reason }) => `${path}: ${reason}`);

const ruleIdsOf = (keys: Readonly<Record<string, string | undefined>>) =>
  read(keys).errors.map(({ rule, path }) => `${rule} ${path}`);

const ids = {
  networkStack: undefined,
  vpcId: "vpc-1",
  subnetIds: '["subnet-1","subnet-2"]',
  securityGroupIds: '["sg-1"]',
};

describe("the settings of a stack", () => {
  it("have defaults only, if the configuration has only a network", () => {
    const { settings, errors, warnings } = read({});
    assert.deepEqual(settings, {
      name: "koneksi-prod",
      network: { kind: "stack", stack: "koneksi-network/prod", useKmsKey: false },
      args: {},
      protect: false,
      alarmEmails: [],
      warnings: [],
    });
    assert.deepEqual([errors, warnings], [[], []]);
  });

  it("have the value of every key of the program", () => {
    const { settings } = read({
      useNetworkKmsKey: "true",
      protect: "true",
      alarmEmails: '["oncall@example.com"]',
      authToken: "abcdefghijklmnop",
    });
    assert.deepEqual(settings, {
      name: "koneksi-prod",
      network: { kind: "stack", stack: "koneksi-network/prod", useKmsKey: true },
      args: { auth: { token: "abcdefghijklmnop" } },
      protect: true,
      alarmEmails: ["oncall@example.com"],
      warnings: [],
    });
  });

  it("ignore other namespaces", () => {
    const config = {
      "other:nodeTyp": "x",
      "koneksi-redis2:nodeTyp": "x",
      "aws:profile": "koneksi",
    };
    assert.deepEqual(read(config).errors, []);
    assert.deepEqual(read(config).settings.args, {});
  });
});

/** A value of a shape, and the same as YAML, `pulumi config set` and JSON may hand it on. */
function sampleOf(shape: Shape): { readonly meant: unknown; readonly written: unknown } {
  switch (shape.kind) {
    case "string":
      return { meant: "60", written: 60 };
    case "number":
      return { meant: 60, written: "60" };
    case "boolean":
      return { meant: true, written: "true" };
    case "enum":
      return { meant: shape.values[0], written: shape.values[0] };
    case "list": {
      const { meant, written } = sampleOf(shape.of);
      return { meant: [meant], written: [written] };
    }
    case "map": {
      const { meant, written } = sampleOf(shape.of);
      return { meant: { key: meant }, written: { key: written } };
    }
    case "object": {
      const samples = Object.entries(shape.fields).map(
        ([key, field]) => [key, sampleOf(field)] as const,
      );
      return {
        meant: Object.fromEntries(samples.map(([key, { meant }]) => [key, meant])),
        written: Object.fromEntries(samples.map(([key, { written }]) => [key, written])),
      };
    }
  }
}

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

describe("the type of a configuration value", () => {
  for (const [key, shape] of Object.entries(argumentShapes)) {
    it(`is that of the argument: ${key}`, () => {
      const { meant, written } = sampleOf(shape);
      const { settings, errors } = read({ [key]: text(written) });
      assert.deepEqual(settings.args, { [key]: meant });
      // The sample need not be a valid value for a cache.
      assert.deepEqual(
        errors.filter(({ rule }) => rule.startsWith("argument-")),
        [],
      );
    });
  }

  it("is a number only if the text is a number", () => {
    const port = (written: string) => read({ port: written }).settings.args.port;
    assert.deepEqual(["6380", " 6380 ", "6380.0", "6.38e3"].map(port), [6380, 6380, 6380, 6380]);
    const wrong = ["0x18ec", "6380 # TLS", "six", "1_000", "Infinity", "NaN", "--1", "true"];
    for (const written of wrong) {
      assert.deepEqual(errorsOf({ port: written }), ["port: must be a number, not a string"]);
    }
  });

  it("is a boolean only if the text is true or false", () => {
    assert.deepEqual(read({ multiAzEnabled: "false" }).settings.args, { multiAzEnabled: false });
    for (const written of ["yes", "1", "True", "on"]) {
      assert.deepEqual(errorsOf({ multiAzEnabled: written }), [
        "multiAzEnabled: must be true or false, not a string",
      ]);
    }
  });

  it("is a list or map if the text is JSON, and is refused otherwise", () => {
    assert.deepEqual(errorsOf({ tags: "Team=cache", parameters: '{"timeout":', logs: "[]" }), [
      "tags: must be a map, not a string",
      "parameters: must be a map, not a string",
      "logs: must be a map, not a list",
    ]);
    assert.deepEqual(errorsOf({ allowedCidrBlocks: "10.0.0.0/8" }), [
      "allowedCidrBlocks: must be a list, not a string; write a list, even for one value",
    ]);
    assert.deepEqual(errorsOf({ alarmEmails: "oncall@example.com" }), [
      "alarmEmails: must be a list, not a string; write a list, even for one value",
    ]);
  });

  it("is text for numbers and booleans in parameters and tags", () => {
    const { settings, errors } = read({
      parameters: '{"timeout":300,"tcp-keepalive":"60"}',
      tags: '{"CostCenter":4711,"Audited":true}',
    });
    assert.deepEqual(settings.args, {
      parameters: { timeout: "300", "tcp-keepalive": "60" },
      tags: { CostCenter: "4711", Audited: "true" },
    });
    assert.deepEqual(errors, []);
  });

  it("is unset for an empty text, at every depth", () => {
    const empty = Object.fromEntries(
      [...Object.keys(argumentShapes), ...Object.keys(programKeys)]
        .filter((key) => key !== "networkStack")
        .map((key) => [key, ""]),
    );
    assert.deepEqual(read(empty).settings, read({}).settings);
    assert.deepEqual(read(empty).errors, []);
    assert.deepEqual(
      read({ tags: '{"Team":"","Cost":null}', alarms: '{"set":""}' }).settings.args,
      {
        tags: { Team: undefined, Cost: undefined },
        alarms: { set: undefined },
      },
    );
    assert.deepEqual(errorsOf({ tags: '{"Team":""}', alarms: '{"set":""}' }), []);
  });

  it("keeps 0 and false", () => {
    const { settings } = read({ snapshotRetentionLimit: "0", applyImmediately: "false" });
    assert.deepEqual(settings.args, { snapshotRetentionLimit: 0, applyImmediately: false });
  });

  it("is refused for an engine version that YAML reads as a number, and the error says how to write it", () => {
    // `engineVersion: 7.0` in a stack file arrives as the text 7.
    assert.deepEqual(errorsOf({ engineVersion: "7" }), [
      'engineVersion: "7" is not a valid version of Redis OSS; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7',
    ]);
    assert.deepEqual(errorsOf({ engineVersion: "7.1" }), []);
  });
});

describe("an unknown configuration key", () => {
  it("is refused, with the nearest known one", () => {
    assert.deepEqual(errorsOf({ nodTyp: "x", netwrkStack: "x", "redis:port": "1", xyz: "1" }), [
      "netwrkStack: not a configuration key of koneksi-redis; did you mean networkStack?",
      "nodTyp: not a configuration key of koneksi-redis; did you mean nodeType?",
      "xyz: not a configuration key of koneksi-redis",
    ]);
  });

  it("is refused also if every JavaScript object has such a property", () => {
    const hostile = JSON.parse(
      '{"koneksi-redis:__proto__":"1","koneksi-redis:constructor":"2","koneksi-redis:toString":"3"}',
    ) as RawConfig;
    const { errors, settings } = inspectSettings({ ...configOf({}), ...hostile }, CONTEXT);
    assert.deepEqual(
      errors.map(({ path, rule }) => [rule, path]),
      [
        ["configuration-key", "__proto__"],
        ["configuration-key", "constructor"],
        ["configuration-key", "toString"],
      ],
    );
    assert.deepEqual(settings.args, {});
  });

  it("is an ordinary key in a map, also if every JavaScript object has such a property", () => {
    const map = '{"__proto__":"x","constructor":"y","toString":"z"}';
    const { settings } = read({ tags: map, parameters: map, alarms: `{"overrides":${map}}` });
    const own = (value: unknown) => Object.entries(value ?? {});
    const expected = [
      ["__proto__", "x"],
      ["constructor", "y"],
      ["toString", "z"],
    ];
    assert.deepEqual(own(settings.args.tags), expected);
    assert.deepEqual(own(settings.args.parameters), expected);
    assert.equal(Object.getPrototypeOf(settings.args.tags), Object.prototype);
    assert.deepEqual(errorsOf({ tags: '{"constructor":"y","valueOf":"z"}' }), []);
    assert.deepEqual(errorsOf({ tags: map }), [
      "tags.__proto__: Pulumi cannot handle this key; choose another one",
      "tags.toString: Pulumi cannot handle this key; choose another one",
    ]);
    assert.deepEqual(errorsOf({ parameters: map }), [
      "parameters.__proto__: Pulumi cannot handle this key; choose another one",
      "parameters.toString: Pulumi cannot handle this key; choose another one",
      "parameters.constructor: not a parameter of redis7; remove it",
    ]);
  });
});

describe("a key under the name of another project", () => {
  const wrong = (fix: string) =>
    `not a key of this project, whose name in Pulumi.yaml is koneksi-redis; ${fix}`;

  it("is refused if the other name resembles the project's name or ends with -redis", () => {
    for (const namespace of ["koneksi", "koneksi-redi", "konkesi-redis", "acme-redis"]) {
      assert.deepEqual(errorsOf({ [`${namespace}:port`]: "1" }), [
        `${namespace}:port: ${wrong("rename it to koneksi-redis:port")}`,
      ]);
    }
    const renamed = { ...CONTEXT, project: "acme-redis" };
    const { errors } = inspectSettings(configOf({ port: "1" }), renamed);
    assert.deepEqual(
      errors.map(({ rule, path, reason }) => [rule, path, /rename it to (.*)/.exec(reason)?.[1]]),
      [
        ["configuration-namespace", "koneksi-redis:networkStack", "acme-redis:networkStack"],
        ["configuration-namespace", "koneksi-redis:port", "acme-redis:port"],
      ],
    );
  });

  it("is refused if the other namespace has a key that only this program has", () => {
    const keys = { "shop:networkStack": "koneksi-network/prod", "shop:port": "1", "shop:own": "x" };
    assert.deepEqual(
      read({ ...keys, networkStack: undefined }).errors.map(({ path }) => path),
      ["shop:networkStack", "shop:port"],
    );
  });

  it("is checked as the key of this project, unless that is given as well", () => {
    const { settings, errors } = read({ "koneksi:port": "1", "koneksi:nodeType": "x", port: "2" });
    assert.deepEqual(settings.args, { nodeType: "x", port: 2 });
    assert.deepEqual(
      errors.slice(0, 2).map(({ path, reason }) => `${path}: ${reason}`),
      [
        `koneksi:nodeType: ${wrong("rename it to koneksi-redis:nodeType")}`,
        `koneksi:port: ${wrong("koneksi-redis:port is given, so remove this key")}`,
      ],
    );
  });

  it("is ignored if it may belong to a provider or another program", () => {
    const others = {
      "gcp:project": "x",
      "azure-native:environment": "public",
      "pulumi:tags": '{"a":"b"}',
      "postgresql:port": "5432",
      "web:vpcId": "vpc-1",
      "twilio:authToken": "x",
      "koneksi:nodTyp": "x",
      "koneksi:toString": "x",
      "__proto__:port": "1",
      port: "6380",
      "constructor:tags": "x",
    };
    const { settings, errors } = read(others);
    assert.deepEqual([settings.args, errors], [{ port: 6380 }, []]);
  });
});

const CHOICES =
  "set one of networkStack, createNetwork: true, or vpcId, subnetIds and securityGroupIds";

describe("a value of a stack file that looks like an Output", () => {
  const output = '{"__pulumiOutput":true}';

  it("is a map, which is the wrong type for most keys", () => {
    const keys = ["vpcId", "authToken", "nodeType", "subnetIds", "port", "networkStack", "name"];
    for (const key of keys) {
      const config = {
        ...configOf({ ...ids, [key]: undefined }),
        [`koneksi-redis:${key}`]: JSON.parse(output) as unknown,
      };
      const found = inspectSettings(config, CONTEXT).errors.filter(({ path }) => path === key);
      assert.deepEqual(found.map(({ rule }) => rule).at(-1), "argument-type", key);
    }
  });

  it("is a map also within other values", () => {
    assert.deepEqual(ruleIdsOf({ tags: `{"a":${output}}`, auth: `{"token":${output}}` }), [
      "argument-type tags.a",
      "argument-type auth.token",
    ]);
    assert.deepEqual(ruleIdsOf({ ...ids, alarms: `{"actionArns":${output}}`, protect: "true" }), [
      "argument-type alarms.actionArns",
    ]);
  });
});

describe("control characters in keys and values", () => {
  it("are escaped in errors", () => {
    const esc = "\u001b[2J\u009b\u202e";
    const said = errorsOf({
      [esc]: "x",
      [`koneksi:port`]: esc,
      name: esc,
      networkStack: esc,
      nodeType: esc,
      tags: JSON.stringify({ [esc]: esc, [`aws:${esc}`]: "x" }),
      alarms: JSON.stringify({ [esc]: 1 }),
      alarmEmails: JSON.stringify([esc]),
      preferredCacheClusterAzs: JSON.stringify([esc]),
      "aws:region": esc,
    });
    assert.ok(said.length > 6);
    assert.doesNotMatch(said.join("\n"), /(?!\n)[\p{Cc}\p{Cf}]/u);
    assert.deepEqual(errorsOf({ name: `a${esc}` }), [
      'name: "a\\u001b[2J\\u009b\\u202e" is not a name; write letters, digits and hyphens, such as cache-prod',
    ]);
    assert.equal(read({ name: `a${esc}` }).settings.name, "koneksi-prod");
  });
});

describe("the network of a stack", () => {
  it("comes from ids if no other source is given", () => {
    const { settings, errors } = read(ids);
    assert.deepEqual(settings.network, { kind: "ids" });
    assert.deepEqual(settings.args, {
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
    });
    assert.deepEqual(errors, []);
  });

  it("comes from an existing subnet group if one is named", () => {
    const { settings, errors } = read({ networkStack: undefined, subnetGroupName: "data" });
    assert.deepEqual([settings.network, errors], [{ kind: "ids" }, []]);
  });

  it("is made for a trial if createNetwork is true", () => {
    const { settings, errors } = read({ networkStack: undefined, createNetwork: "true" });
    assert.deepEqual([settings.network, errors], [{ kind: "create" }, []]);
  });

  const refused: Readonly<Record<string, [Readonly<Record<string, string | undefined>>, string]>> =
    {
      "given by nothing": [
        { networkStack: undefined },
        `networkStack: no network is set; ${CHOICES}`,
      ],
      "not made, and not given": [
        { networkStack: undefined, createNetwork: "false" },
        `networkStack: no network is set; ${CHOICES}`,
      ],
      "given by a stack and made": [
        { createNetwork: "true" },
        `networkStack: set together with createNetwork; ${CHOICES}`,
      ],
      "given by a stack and by ids": [
        { vpcId: "vpc-1", subnetIds: '["subnet-1","subnet-2"]' },
        `networkStack: set together with vpcId, subnetIds; ${CHOICES}`,
      ],
      "made and given by ids": [
        { ...ids, createNetwork: "true" },
        `createNetwork: set together with vpcId, subnetIds, securityGroupIds; ${CHOICES}`,
      ],
      "given in all three ways": [
        { createNetwork: "true", subnetGroupName: "data" },
        `networkStack: set together with createNetwork and subnetGroupName; ${CHOICES}`,
      ],
    };
  for (const [name, [keys, message]] of Object.entries(refused)) {
    it(`is refused when ${name}`, () => {
      assert.deepEqual(errorsOf(keys), [message]);
    });
  }

  it("may be in another project of the organization, or in another organization", () => {
    for (const networkStack of ["koneksi-network/prod", "acme/koneksi-network/prod", "a.b/c_d"]) {
      assert.deepEqual(errorsOf({ networkStack }), []);
    }
    for (const networkStack of ["prod", "a/b/c/d", "koneksi network/prod", "/prod", "net/"]) {
      assert.deepEqual(errorsOf({ networkStack }), [
        "networkStack: not the name of a stack; write <project>/<stack>, such as my-network/prod",
      ]);
    }
  });

  it("provides its KMS key only if there is a network stack and no other key", () => {
    const kmsKeyId = "arn:aws:kms:ap-southeast-1:123456789012:key/1234abcd";
    assert.deepEqual(errorsOf({ useNetworkKmsKey: "true" }), []);
    assert.deepEqual(errorsOf({ useNetworkKmsKey: "true", kmsKeyId }), [
      "useNetworkKmsKey: set together with kmsKeyId; set one of the two",
    ]);
    assert.deepEqual(errorsOf({ ...ids, useNetworkKmsKey: "true" }), [
      "useNetworkKmsKey: no networkStack is set, so there is no key to use; set kmsKeyId instead",
    ]);
    assert.deepEqual(errorsOf({ ...ids, useNetworkKmsKey: "false", kmsKeyId }), []);
  });
});

describe("a protected stack", () => {
  const nobody = "alarms-notify-nobody alarms.actionArns";
  const topic = "arn:aws:sns:ap-southeast-1:123456789012:alarms";
  const cases: Readonly<Record<string, [Readonly<Record<string, string | undefined>>, string[]]>> =
    {
      "has a network stack, which may have a topic": [{}, []],
      "has ids alone": [ids, [nobody]],
      "has ids and addresses": [{ ...ids, alarmEmails: '["oncall@example.com"]' }, []],
      "has ids and an empty list of addresses": [{ ...ids, alarmEmails: "[]" }, [nobody]],
      "has ids and a topic": [{ ...ids, alarms: `{"actionArns":["${topic}"]}` }, []],
      "has ids and no alarms": [{ ...ids, alarms: '{"enabled":false}' }, []],
      "has a network stack whose topic an empty list takes the place of": [
        { alarms: '{"actionArns":[]}' },
        [nobody],
      ],
      "has an empty list and addresses": [
        { alarms: '{"actionArns":[]}', alarmEmails: '["oncall@example.com"]' },
        [],
      ],
      "has made its network": [{ networkStack: undefined, createNetwork: "true" }, [nobody]],
    };
  for (const [name, [keys, expected]] of Object.entries(cases)) {
    it(`whose alarms ${expected.length === 0 ? "may notify" : "notify nobody"}: it ${name}`, () => {
      assert.deepEqual(ruleIdsOf({ ...keys, protect: "true" }), expected);
      assert.deepEqual(ruleIdsOf(keys), []);
    });
  }

  it("gets an error that says what to set", () => {
    assert.deepEqual(errorsOf({ ...ids, protect: "true" }), [
      "alarms.actionArns: the alarms of a protected stack notify nobody; set alarmEmails, alarms.actionArns, or a networkStack with an alarmTopicArn",
    ]);
  });
});

describe("the AUTH token of a stack", () => {
  const token = "abcdefghijklmnop";

  it("is one of the arguments of auth", () => {
    const { settings, errors } = read({ authToken: token, auth: '{"tokenVersion":"2"}' });
    assert.deepEqual(settings.args, { auth: { tokenVersion: 2, token } });
    assert.deepEqual(errors, []);
  });

  it("is named in errors by the key under which it was set", () => {
    assert.deepEqual(errorsOf({ authToken: "short" }), [
      "authToken: has 5 characters; AWS requires 16 to 128",
    ]);
    assert.deepEqual(errorsOf({ auth: '{"token":"short"}' }), [
      "auth.token: has 5 characters; AWS requires 16 to 128",
    ]);
  });

  it("is never repeated in an error about a broken list or map", () => {
    const token = "S3cr3tS3cr3t";
    const broken = [
      `{token:${token}}`,
      `{"token:${token}":null}`,
      `{"token":null,"${token}":null}`,
      `{"token":["${token}"]}`,
      `{"token":{"${token}":1}}`,
      `{"token":{"__pulumiOutput":true,"${token}":1}}`,
      `{"token":"${token}`,
      `{"token":"${token}\\u001b[2J /"}`,
      `["token","${token}"]`,
      `[["token","${token}"]]`,
      `"${token}"`,
      `token=${token}`,
      "90914091",
    ];
    for (const key of ["auth", "authToken"]) {
      for (const text of broken) {
        const said = errorsOf({ [key]: text }).join();
        assert.doesNotMatch(said, /S3cr3t|90914091|\p{Cc}/u, text);
        if (key === "auth") assert.notEqual(said, "", text);
      }
    }
    assert.deepEqual(errorsOf({ auth: `{"token:${token}":null,"tokn":"${token}","mode":"iam"}` }), [
      "auth: one of its keys is not an argument; write <key>: <value> with the keys mode, token, tokenVersion, updateStrategy, secretName, secretKmsKeyId, secretRecoveryWindowInDays, users, userGroupIds",
      ...errorsOf({ auth: '{"tokn":"x","mode":"iam"}' }),
    ]);
  });

  it("is set under one key only", () => {
    assert.deepEqual(errorsOf({ authToken: token, auth: `{"token":"${token}"}` }), [
      "authToken: set together with auth.token; set authToken only, as a secret",
    ]);
  });

  it("does not hide an error in auth", () => {
    assert.deepEqual(errorsOf({ authToken: token, auth: "[1]" }), [
      "auth: must be a map, not a list",
    ]);
  });
});

describe("an encrypted configuration value", () => {
  const inspected = (keys: Readonly<Record<string, string>>, ...secret: readonly string[]) => {
    const isSecret = (key: string) => secret.includes(key.replace(/^koneksi-redis:/, ""));
    const { errors, warnings } = inspectSettings(configOf(keys), { ...CONTEXT, isSecret });
    const lines = (problems: typeof errors) =>
      problems.map(({ rule, path, reason }) => `${path}: ${reason} [${rule}]`);
    return { errors: lines(errors), warnings: lines(warnings) };
  };
  const PLAIN =
    "in clear text in the stack file and in the history of updates; use pulumi config set --secret authToken [auth-token-plain]";
  const SECRET =
    "encrypted, but its value would be in clear text in the state; set it without --secret [configuration-secret]";

  it("is refused, because its value would not stay secret", () => {
    const keys = { tags: '{"Pin":"1234"}', alarmEmails: '["oncall@example.com"]' };
    assert.deepEqual(inspected(keys, "tags", "alarmEmails").errors, [
      `alarmEmails: ${SECRET}`,
      `tags: ${SECRET}`,
    ]);
    assert.deepEqual(inspected(keys), { errors: [], warnings: [] });
    assert.deepEqual(inspected({ auth: '{"mode":"iam"}' }, "auth").errors, [`auth: ${SECRET}`]);
  });

  it("is never repeated in an error", () => {
    const keys = {
      nodeType: "S3cr3t",
      networkStack: "S3cr3t!",
      name: "S3cr3t!",
      alarmEmails: '["S3cr3t"]',
    };
    assert.deepEqual(inspected(keys, ...Object.keys(keys)).errors, [
      `alarmEmails: ${SECRET}`,
      `name: ${SECRET}`,
      `networkStack: ${SECRET}`,
      `nodeType: ${SECRET}`,
    ]);
  });

  it("is accepted if it is the token", () => {
    const none = { errors: [], warnings: [] };
    assert.deepEqual(inspected({ authToken: "abcdefghijklmnop" }, "authToken"), none);
    assert.deepEqual(inspected({ auth: '{"token":"abcdefghijklmnop"}' }, "auth"), none);
  });

  it("is expected for the token: a token in clear text gets a warning", () => {
    assert.deepEqual(inspected({ authToken: "abcdefghijklmnop" }), {
      errors: [],
      warnings: [`authToken: ${PLAIN}`],
    });
    assert.deepEqual(inspected({ auth: '{"token":"abcdefghijklmnop"}' }).warnings, [
      `auth.token: ${PLAIN}`,
    ]);
  });

  it("is not distinguished from clear text in a check without Pulumi", () => {
    const { errors, warnings } = read({ authToken: "abcdefghijklmnop" });
    assert.deepEqual([errors, warnings], [[], []]);
  });
});

describe("alarmEmails", () => {
  it("are e-mail addresses, and an error names each one that is not", () => {
    assert.deepEqual(
      errorsOf({
        ...ids,
        alarmEmails: '["oncall@example.com","oncall","@example.com","a b@example.com","+65 5550"]',
      }),
      ["oncall", "@example.com", "a b@example.com", "+65 5550"].map(
        (email, index) =>
          `alarmEmails[${String(index + 1)}]: "${email}" is not an e-mail address; use for example oncall@example.com`,
      ),
    );
    assert.deepEqual(ruleIdsOf({ ...ids, alarmEmails: '["oncall"]' }), [
      "alarm-email alarmEmails[0]",
    ]);
    assert.deepEqual(errorsOf({ ...ids, alarmEmails: '["o.n+call@mail.example"]' }), []);
  });
});

describe("a configuration with many errors", () => {
  const wrong = {
    zone: "a",
    port: "high",
    numCacheClusters: "9",
    nodTyp: "x",
    engineVersion: "7",
    createNetwork: "maybe",
    alarmEmails: '[""]',
    useNetworkKmsKey: "true",
    networkStack: "prod",
  };
  const expected = [
    "nodTyp: not a configuration key of koneksi-redis; did you mean nodeType?",
    "zone: not a configuration key of koneksi-redis",
    "networkStack: not the name of a stack; write <project>/<stack>, such as my-network/prod",
    "createNetwork: must be true or false, not a string",
    "alarmEmails[0]: has no value; remove the entry",
    "port: must be a number, not a string",
    'engineVersion: "7" is not a valid version of Redis OSS; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7 [engine-version]',
    "numCacheClusters: 9 is not a whole number from 1 to 6; use numNodeGroups for more than one shard [num-cache-clusters]",
  ];

  it("gets all of them at once", () => {
    assert.throws(() => readSettings(configOf(wrong), CONTEXT), {
      name: "ConfigurationError",
      message: [
        'RedisCache "koneksi-prod": 8 problems',
        ...expected.map((line) => `  ${line}`),
      ].join("\n"),
    });
  });
});
