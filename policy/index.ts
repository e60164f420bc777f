import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("koneksi-redis", { enforcementLevel: "mandatory", policies: [...policies] });
