// @ts-nocheck
// Generated from the schemas of the manifests in schemas/ by scripts/generate-validators.mjs; edit a schema, then run npm run generate.
// ajv writes "require" for its helpers also into a module.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);

export const config = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/config.schema.json","title":"ConfigManifest","description":"concordat.yaml: the file that makes a folder a concordat project.","type":"object","additionalProperties":false,"required":["version","name"],"properties":{"version":{"const":1,"description":"Version of this format.","examples":[1]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the project.","examples":["trading"]},"title":{"type":"string","minLength":1,"description":"Name of the project for people.","examples":["Small Trading Company"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Customers, products and orders of three systems."]},"manifests":{"type":"string","minLength":1,"description":"Folder of the manifests, relative to this file. Default sync.d.","examples":["sync.d"]},"state":{"type":["string","object"],"minLength":1,"additionalProperties":false,"properties":{"at":{"type":"string","minLength":1,"description":"A file relative to this one, or a postgres:// address. CONCORDAT_STATE overrides it. Default .concordat/state.db.","examples":[".concordat/state.db","${env:STATE_URL}"]},"encryption":{"$ref":"#/$defs/StateEncryption","description":"Encrypts what the state knows of records, with this key. Default: no encryption.","examples":["${env:STATE_KEY}",{"key":"${file:/run/secrets/state-key}"}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"description":"Where what was proven is remembered: a file relative to this one, or a postgres:// address; or long, with at and encryption. CONCORDAT_STATE overrides the place. Default .concordat/state.db.","examples":[".concordat/state.db","${env:STATE_URL}",{"at":"${env:STATE_URL}","encryption":{"key":"${env:STATE_KEY}"}}]},"environments":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"$ref":"#/$defs/Environment"},"description":"Named environments of the project, for people and later versions; no command reads them yet.","examples":[{"production":{"title":"Production"}}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"StateEncryption":{"title":"StateEncryption","description":"Encrypts what the state knows of records. The key as one reference, or long with key or command.","type":["string","object"],"pattern":"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$","additionalProperties":false,"minProperties":1,"properties":{"key":{"type":"string","pattern":"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$","description":"Where the key is: ${env:NAME} or ${file:path}, the path relative to this file. At least 16 characters.","examples":["${env:STATE_KEY}","${file:/run/secrets/state-key}"]},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string"},"description":"A program and its arguments that print the key; run without a shell in the folder of this file, for 30 s at most.","examples":[["pass","show","concordat/state"]]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["${env:STATE_KEY}",{"key":"${env:STATE_KEY}"},{"command":["pass","show","concordat/state"]}]},"Environment":{"title":"Environment","description":"One environment.","type":"object","additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name for people.","examples":["Production"]},"state":{"type":"string","minLength":1,"description":"State of this environment.","examples":["${env:STATE_URL}"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"title":"Production"}]}}};
const func0 = Object.prototype.hasOwnProperty;
const func4 = require("ajv/dist/runtime/ucs2length").default;
const pattern0 = new RegExp("^x-", "u");
const pattern1 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]*$", "u");
const schema1 = {"title":"StateEncryption","description":"Encrypts what the state knows of records. The key as one reference, or long with key or command.","type":["string","object"],"pattern":"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$","additionalProperties":false,"minProperties":1,"properties":{"key":{"type":"string","pattern":"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$","description":"Where the key is: ${env:NAME} or ${file:path}, the path relative to this file. At least 16 characters.","examples":["${env:STATE_KEY}","${file:/run/secrets/state-key}"]},"command":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"string"},"description":"A program and its arguments that print the key; run without a shell in the folder of this file, for 30 s at most.","examples":[["pass","show","concordat/state"]]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["${env:STATE_KEY}",{"key":"${env:STATE_KEY}"},{"command":["pass","show","concordat/state"]}]};
const pattern3 = new RegExp("^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$", "u");

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema1.type},message:"must be string,object",schema:schema1.type,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern3.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$"},message:"must match pattern \""+"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$"+"\"",schema:"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$",parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err2 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "key") || (key0 === "command")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.key !== undefined && func0.call(data, "key")){
let data0 = data.key;
if(typeof data0 === "string"){
if(!pattern3.test(data0)){
const err4 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/pattern",keyword:"pattern",params:{pattern: "^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$"},message:"must match pattern \""+"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$"+"\"",schema:"^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}]+)\\}$",parentSchema:schema1.properties.key,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema1.properties.key.type,parentSchema:schema1.properties.key,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.command !== undefined && func0.call(data, "command")){
let data1 = data.command;
if(Array.isArray(data1)){
if(data1.length > 64){
const err6 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema1.properties.command,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema1.properties.command,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema1.properties.command.items.type,parentSchema:schema1.properties.command.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema1.properties.command.type,parentSchema:schema1.properties.command,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema2 = {"title":"Environment","description":"One environment.","type":"object","additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name for people.","examples":["Production"]},"state":{"type":"string","minLength":1,"description":"State of this environment.","examples":["${env:STATE_URL}"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"title":"Production"}]};

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "title") || (key0 === "state")) || (pattern0.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data0 = data.title;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err1 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.title,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.title.type,parentSchema:schema2.properties.title,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.state !== undefined && func0.call(data, "state")){
let data1 = data.state;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err3 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema2.properties.state,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.properties.state.type,parentSchema:schema2.properties.state,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema2.type,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/config.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.version === undefined) || (!(func0.call(data, "version")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "version") || (key0 === "name")) || (key0 === "title")) || (key0 === "description")) || (key0 === "manifests")) || (key0 === "state")) || (key0 === "environments")) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
if(1 !== data0){
const err3 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema0.properties.version,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema0.properties.name,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern1.test(data1)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema0.properties.name,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.name.type,parentSchema:schema0.properties.name,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err7 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.title,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.title.type,parentSchema:schema0.properties.title,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.description,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.description.type,parentSchema:schema0.properties.description,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.manifests !== undefined && func0.call(data, "manifests")){
let data4 = data.manifests;
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err11 = {instancePath:instancePath+"/manifests",schemaPath:"#/properties/manifests/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.manifests,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/manifests",schemaPath:"#/properties/manifests/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.manifests.type,parentSchema:schema0.properties.manifests,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.state !== undefined && func0.call(data, "state")){
let data5 = data.state;
if((typeof data5 !== "string") && (!(data5 && typeof data5 == "object" && !Array.isArray(data5)))){
const err13 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: schema0.properties.state.type},message:"must be string,object",schema:schema0.properties.state.type,parentSchema:schema0.properties.state,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err14 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.state,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!(((key1 === "at") || (key1 === "encryption")) || (pattern0.test(key1)))){
const err15 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.state,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.at !== undefined && func0.call(data5, "at")){
let data6 = data5.at;
if(typeof data6 === "string"){
if(func4(data6) < 1){
const err16 = {instancePath:instancePath+"/state/at",schemaPath:"#/properties/state/properties/at/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema0.properties.state.properties.at,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/state/at",schemaPath:"#/properties/state/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.state.properties.at.type,parentSchema:schema0.properties.state.properties.at,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data5.encryption !== undefined && func0.call(data5, "encryption")){
if(!(validate1(data5.encryption, {instancePath:instancePath+"/state/encryption",parentData:data5,parentDataProperty:"encryption",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
}
}
}
if(data.environments !== undefined && func0.call(data, "environments")){
let data8 = data.environments;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 of Object.keys(data8)){
const _errs19 = errors;
if(typeof key2 === "string"){
if(func4(key2) > 64){
const err18 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema0.properties.environments.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern1.test(key2)){
const err19 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema0.properties.environments.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var valid2 = _errs19 === errors;
if(!valid2){
const err20 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema0.properties.environments.propertyNames,parentSchema:schema0.properties.environments,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
for(const key3 of Object.keys(data8)){
if(!(validate3(data8[key3], {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
const err21 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.environments.type,parentSchema:schema0.properties.environments,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.type,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const system = validate5;
const schema3 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/system.schema.json","title":"SystemManifest","description":"A live system: how to reach it and what concordat may do there.","type":"object","additionalProperties":false,"required":["kind","name","connector"],"properties":{"kind":{"const":"system","description":"What this document declares.","examples":["system"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the system, unique among all documents of this kind.","examples":["erp"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["Finance ERP"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"connector":{"type":"string","minLength":1,"description":"Built-in connector (postgres, sqlite, csv, memory) or the name of a package.","examples":["postgres"]},"connection":{"type":"object","description":"How to reach the system; the keys are the connector's. Secrets stand as ${env:NAME} or ${file:path}. Relative paths start at the project.","examples":[{"url":"${env:ERP_URL}"},{"path":"crm.db"}],"additionalProperties":true},"access":{"type":"object","additionalProperties":{"description":"Rights on one resource.","type":["string","array"],"if":{"type":"string"},"then":{"enum":["read","create","update","delete"]},"items":{"enum":["read","create","update","delete"]},"examples":[["read","update"],"read"]},"description":"What concordat may do, by resource. A resource that is not listed: read only.","examples":[{"customers":["read","update"]}]},"limits":{"description":"How fast concordat may go. Default: no declared limit.","type":"object","additionalProperties":false,"properties":{"requests":{"$ref":"#/$defs/Rate","description":"Most requests in a time: short 50/s, or long with count and per.","examples":["50/s"]},"concurrency":{"type":"integer","minimum":1,"maximum":1000,"description":"Most requests at once.","examples":[4]},"budget":{"$ref":"#/$defs/Rate","description":"Most requests in a longer time, e.g. the daily quota.","examples":["20000/day"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"requests":"50/s","concurrency":4,"budget":"20000/day"}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"Rate":{"title":"Rate","description":"A count per time: 50/s, 1000/min, 20000/day, or long with count and per.","type":["string","object"],"pattern":"^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$","additionalProperties":false,"required":["count","per"],"properties":{"count":{"type":"integer","minimum":1,"description":"How many.","examples":[50]},"per":{"enum":["s","second","min","minute","h","hour","d","day"],"description":"In which time.","examples":["s"]}},"examples":["50/s","20000/day",{"count":50,"per":"s"}]}}};
const schema4 = {"title":"Rate","description":"A count per time: 50/s, 1000/min, 20000/day, or long with count and per.","type":["string","object"],"pattern":"^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$","additionalProperties":false,"required":["count","per"],"properties":{"count":{"type":"integer","minimum":1,"description":"How many.","examples":[50]},"per":{"enum":["s","second","min","minute","h","hour","d","day"],"description":"In which time.","examples":["s"]}},"examples":["50/s","20000/day",{"count":50,"per":"s"}]};
const pattern11 = new RegExp("^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$", "u");

function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema4.type},message:"must be string,object",schema:schema4.type,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern11.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$"+"\"",schema:"^[1-9][0-9]{0,11}/(s|second|min|minute|h|hour|d|day)$",parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.count === undefined) || (!(func0.call(data, "count")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.per === undefined) || (!(func0.call(data, "per")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "per"},message:"must have required property '"+"per"+"'",schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((key0 === "count") || (key0 === "per"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.count !== undefined && func0.call(data, "count")){
let data0 = data.count;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err5 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema4.properties.count.type,parentSchema:schema4.properties.count,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data0 == "number"){
if(data0 < 1 || isNaN(data0)){
const err6 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema4.properties.count,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.per !== undefined && func0.call(data, "per")){
let data1 = data.per;
if(!((((((((data1 === "s") || (data1 === "second")) || (data1 === "min")) || (data1 === "minute")) || (data1 === "h")) || (data1 === "hour")) || (data1 === "d")) || (data1 === "day"))){
const err7 = {instancePath:instancePath+"/per",schemaPath:"#/properties/per/enum",keyword:"enum",params:{allowedValues: schema4.properties.per.enum},message:"must be equal to one of the allowed values",schema:schema4.properties.per.enum,parentSchema:schema4.properties.per,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/system.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.connector === undefined) || (!(func0.call(data, "connector")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "connector"},message:"must have required property '"+"connector"+"'",schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((((key0 === "kind") || (key0 === "name")) || (key0 === "title")) || (key0 === "description")) || (key0 === "connector")) || (key0 === "connection")) || (key0 === "access")) || (key0 === "limits")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("system" !== data0){
const err4 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "system"},message:"must be equal to constant",schema:"system",parentSchema:schema3.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema3.properties.name,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern1.test(data1)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema3.properties.name,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.properties.name.type,parentSchema:schema3.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema3.properties.title,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.properties.title.type,parentSchema:schema3.properties.title,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema3.properties.description,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.properties.description.type,parentSchema:schema3.properties.description,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.connector !== undefined && func0.call(data, "connector")){
let data4 = data.connector;
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err12 = {instancePath:instancePath+"/connector",schemaPath:"#/properties/connector/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema3.properties.connector,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/connector",schemaPath:"#/properties/connector/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema3.properties.connector.type,parentSchema:schema3.properties.connector,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.connection !== undefined && func0.call(data, "connection")){
let data5 = data.connection;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
}
else {
const err14 = {instancePath:instancePath+"/connection",schemaPath:"#/properties/connection/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema3.properties.connection.type,parentSchema:schema3.properties.connection,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.access !== undefined && func0.call(data, "access")){
let data6 = data.access;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 of Object.keys(data6)){
let data7 = data6[key1];
if((typeof data7 !== "string") && (!(Array.isArray(data7)))){
const err15 = {instancePath:instancePath+"/access/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/access/additionalProperties/type",keyword:"type",params:{type: schema3.properties.access.additionalProperties.type},message:"must be string,array",schema:schema3.properties.access.additionalProperties.type,parentSchema:schema3.properties.access.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
const _errs19 = errors;
let valid2 = true;
const _errs20 = errors;
if(typeof data7 !== "string"){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid0 = _errs20 === errors;
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs22 = errors;
if(!((((data7 === "read") || (data7 === "create")) || (data7 === "update")) || (data7 === "delete"))){
const err17 = {instancePath:instancePath+"/access/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/access/additionalProperties/then/enum",keyword:"enum",params:{allowedValues: schema3.properties.access.additionalProperties.then.enum},message:"must be equal to one of the allowed values",schema:schema3.properties.access.additionalProperties.then.enum,parentSchema:schema3.properties.access.additionalProperties.then,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid0 = _errs22 === errors;
valid2 = _valid0;
}
if(!valid2){
const err18 = {instancePath:instancePath+"/access/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/access/additionalProperties/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema3.properties.access.additionalProperties.if,parentSchema:schema3.properties.access.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(!((((data8 === "read") || (data8 === "create")) || (data8 === "update")) || (data8 === "delete"))){
const err19 = {instancePath:instancePath+"/access/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/access/additionalProperties/items/enum",keyword:"enum",params:{allowedValues: schema3.properties.access.additionalProperties.items.enum},message:"must be equal to one of the allowed values",schema:schema3.properties.access.additionalProperties.items.enum,parentSchema:schema3.properties.access.additionalProperties.items,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
}
}
else {
const err20 = {instancePath:instancePath+"/access",schemaPath:"#/properties/access/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema3.properties.access.type,parentSchema:schema3.properties.access,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.limits !== undefined && func0.call(data, "limits")){
let data9 = data.limits;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 of Object.keys(data9)){
if(!((((key2 === "requests") || (key2 === "concurrency")) || (key2 === "budget")) || (pattern0.test(key2)))){
const err21 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema3.properties.limits,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data9.requests !== undefined && func0.call(data9, "requests")){
if(!(validate6(data9.requests, {instancePath:instancePath+"/limits/requests",parentData:data9,parentDataProperty:"requests",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
}
if(data9.concurrency !== undefined && func0.call(data9, "concurrency")){
let data11 = data9.concurrency;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err22 = {instancePath:instancePath+"/limits/concurrency",schemaPath:"#/properties/limits/properties/concurrency/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema3.properties.limits.properties.concurrency.type,parentSchema:schema3.properties.limits.properties.concurrency,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data11 == "number"){
if(data11 > 1000 || isNaN(data11)){
const err23 = {instancePath:instancePath+"/limits/concurrency",schemaPath:"#/properties/limits/properties/concurrency/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema3.properties.limits.properties.concurrency,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data11 < 1 || isNaN(data11)){
const err24 = {instancePath:instancePath+"/limits/concurrency",schemaPath:"#/properties/limits/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema3.properties.limits.properties.concurrency,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
if(data9.budget !== undefined && func0.call(data9, "budget")){
if(!(validate6(data9.budget, {instancePath:instancePath+"/limits/budget",parentData:data9,parentDataProperty:"budget",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
}
}
else {
const err25 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema3.properties.limits.type,parentSchema:schema3.properties.limits,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema3.type,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const dictionary = validate9;
const schema5 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/dictionary.schema.json","title":"DictionaryManifest","description":"Terms: the words of the company, with type, constraints and care.","type":"object","additionalProperties":false,"required":["kind","name","terms"],"properties":{"kind":{"const":"dictionary","description":"What this document declares.","examples":["dictionary"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the dictionary, unique among all documents of this kind.","examples":["core"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["Core terms"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"terms":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"$ref":"#/$defs/Term"},"description":"The terms by name; a name is unique over all dictionaries.","examples":[{"email":{"title":"E-mail","type":"string","format":"email","equality":"case-insensitive","class":"personal"}}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"Term":{"title":"TermManifest","description":"One term: what a value means, its type and its constraints. Short form: the type name.","type":["string","object"],"additionalProperties":false,"required":["type"],"properties":{"title":{"type":"string","minLength":1,"description":"Name of the term for people. Default: the name.","examples":["E-mail"]},"description":{"type":"string","minLength":1,"description":"What the term means.","examples":["The address that invoices are sent to."]},"synonyms":{"type":"array","items":{"type":"string","minLength":1},"description":"Other words for the same thing.","examples":[["mail","e-mail address"]]},"examples":{"type":"array","items":{"description":"Any value."},"description":"Values that show what is meant.","examples":[["jane@example.com"]]},"steward":{"type":["string","array"],"minLength":1,"items":{"type":"string","minLength":1},"description":"People who answer for the term: one, or a list.","examples":["jane.doe",["jane.doe","data-office"]]},"status":{"type":"string","minLength":1,"description":"Where the term stands in its life.","examples":["draft","active","deprecated"]},"type":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"additionalProperties":false,"required":["list"],"properties":{"list":{"$ref":"#/$defs/ElementType","description":"Type of the elements: a type name, or a type with constraints.","examples":["string"]}},"description":"Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.","examples":["string","decimal",{"list":"string"}]},"items":{"$ref":"#/$defs/ElementType","description":"Type of the elements when `type` is `list`: a type name, or a type with constraints. Default string.","examples":["string",{"type":"string","format":"email"}]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"required":{"type":"boolean","description":"True when a record without this value is invalid. Default false.","examples":[true]},"unique":{"type":"boolean","description":"True when no two records may hold the same value. Default false.","examples":[true]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]},"empty":{"type":"array","items":{"type":["string","null"]},"description":"Values that count as empty. Only null and what stands here may clear a field.","examples":[[null,"","N/A"]]},"class":{"enum":["public","internal","personal","confidential"],"description":"How much care the value needs; drives masking everywhere. Default internal.","examples":["personal"]},"approve":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group whose approval every change of this value needs.","examples":["finance"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"examples":["date",{"title":"E-mail","type":"string","format":"email"}]},"ElementType":{"title":"ElementType","description":"Type of the elements of a list: a type name, or a type with constraints.","type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"]},"additionalProperties":false,"required":["type"],"properties":{"type":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"],"description":"Type of each element; a list of lists is not possible.","examples":["string"]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["string",{"type":"string","format":"email"}]},"Values":{"title":"Values","description":"A code list: by name, as codes, as a map from code to title, or a shipped list with additions.","type":["string","array","object"],"minItems":1,"minProperties":1,"items":{"type":"string","minLength":1},"if":{"type":"object","required":["list"]},"then":{"additionalProperties":false,"properties":{"list":{"type":"string","minLength":1,"description":"Name of the shipped list that this one extends.","examples":["iso-3166-1-alpha-2"]},"codes":{"type":"object","additionalProperties":{"$ref":"#/$defs/Code"},"description":"Titles and aliases added to codes of the shipped list.","examples":[{"DE":{"aliases":["Deutschland"]}}]},"aliases":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string","minLength":1}},"description":"Further spellings by code; short for `codes` with aliases only.","examples":[{"DE":["Deutschland","BRD"]}]}}},"else":{"additionalProperties":{"$ref":"#/$defs/Code"}},"examples":["iso-4217",["open","closed"],{"NY":"New York"}],"additionalProperties":true},"Code":{"title":"Code","description":"One code: its title, or its title and aliases.","type":["string","object"],"additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name of the code for people; accepted as a spelling of it.","examples":["California"]},"aliases":{"type":"array","items":{"type":"string","minLength":1},"description":"Further spellings of the code.","examples":[["Calif.","Cal"]]}},"examples":["New York",{"title":"California","aliases":["Calif."]}]}}};
const schema6 = {"title":"TermManifest","description":"One term: what a value means, its type and its constraints. Short form: the type name.","type":["string","object"],"additionalProperties":false,"required":["type"],"properties":{"title":{"type":"string","minLength":1,"description":"Name of the term for people. Default: the name.","examples":["E-mail"]},"description":{"type":"string","minLength":1,"description":"What the term means.","examples":["The address that invoices are sent to."]},"synonyms":{"type":"array","items":{"type":"string","minLength":1},"description":"Other words for the same thing.","examples":[["mail","e-mail address"]]},"examples":{"type":"array","items":{"description":"Any value."},"description":"Values that show what is meant.","examples":[["jane@example.com"]]},"steward":{"type":["string","array"],"minLength":1,"items":{"type":"string","minLength":1},"description":"People who answer for the term: one, or a list.","examples":["jane.doe",["jane.doe","data-office"]]},"status":{"type":"string","minLength":1,"description":"Where the term stands in its life.","examples":["draft","active","deprecated"]},"type":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"additionalProperties":false,"required":["list"],"properties":{"list":{"$ref":"#/$defs/ElementType","description":"Type of the elements: a type name, or a type with constraints.","examples":["string"]}},"description":"Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.","examples":["string","decimal",{"list":"string"}]},"items":{"$ref":"#/$defs/ElementType","description":"Type of the elements when `type` is `list`: a type name, or a type with constraints. Default string.","examples":["string",{"type":"string","format":"email"}]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"required":{"type":"boolean","description":"True when a record without this value is invalid. Default false.","examples":[true]},"unique":{"type":"boolean","description":"True when no two records may hold the same value. Default false.","examples":[true]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]},"empty":{"type":"array","items":{"type":["string","null"]},"description":"Values that count as empty. Only null and what stands here may clear a field.","examples":[[null,"","N/A"]]},"class":{"enum":["public","internal","personal","confidential"],"description":"How much care the value needs; drives masking everywhere. Default internal.","examples":["personal"]},"approve":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group whose approval every change of this value needs.","examples":["finance"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"examples":["date",{"title":"E-mail","type":"string","format":"email"}]};
const schema7 = {"title":"ElementType","description":"Type of the elements of a list: a type name, or a type with constraints.","type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"]},"additionalProperties":false,"required":["type"],"properties":{"type":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"],"description":"Type of each element; a list of lists is not possible.","examples":["string"]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["string",{"type":"string","format":"email"}]};
const schema8 = {"title":"Values","description":"A code list: by name, as codes, as a map from code to title, or a shipped list with additions.","type":["string","array","object"],"minItems":1,"minProperties":1,"items":{"type":"string","minLength":1},"if":{"type":"object","required":["list"]},"then":{"additionalProperties":false,"properties":{"list":{"type":"string","minLength":1,"description":"Name of the shipped list that this one extends.","examples":["iso-3166-1-alpha-2"]},"codes":{"type":"object","additionalProperties":{"$ref":"#/$defs/Code"},"description":"Titles and aliases added to codes of the shipped list.","examples":[{"DE":{"aliases":["Deutschland"]}}]},"aliases":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string","minLength":1}},"description":"Further spellings by code; short for `codes` with aliases only.","examples":[{"DE":["Deutschland","BRD"]}]}}},"else":{"additionalProperties":{"$ref":"#/$defs/Code"}},"examples":["iso-4217",["open","closed"],{"NY":"New York"}],"additionalProperties":true};
const schema9 = {"title":"Code","description":"One code: its title, or its title and aliases.","type":["string","object"],"additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name of the code for people; accepted as a spelling of it.","examples":["California"]},"aliases":{"type":"array","items":{"type":"string","minLength":1},"description":"Further spellings of the code.","examples":[["Calif.","Cal"]]}},"examples":["New York",{"title":"California","aliases":["Calif."]}]};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate13.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema9.type},message:"must be string,object",schema:schema9.type,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "title") || (key0 === "aliases"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data0 = data.title;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err2 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema9.properties.title,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.properties.title.type,parentSchema:schema9.properties.title,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.aliases !== undefined && func0.call(data, "aliases")){
let data1 = data.aliases;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err4 = {instancePath:instancePath+"/aliases/" + i0,schemaPath:"#/properties/aliases/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema9.properties.aliases.items,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/aliases/" + i0,schemaPath:"#/properties/aliases/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.properties.aliases.items.type,parentSchema:schema9.properties.aliases.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/aliases",schemaPath:"#/properties/aliases/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema9.properties.aliases.type,parentSchema:schema9.properties.aliases,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
validate13.errors = vErrors;
return errors === 0;
}
validate13.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate12.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema8.type},message:"must be string,array,object",schema:schema8.type,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.list === undefined) || (!(func0.call(data, "list")))) && (missing0 = "list")){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "list") || (key0 === "codes")) || (key0 === "aliases"))){
const err3 = {instancePath,schemaPath:"#/then/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema8.then,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.list !== undefined && func0.call(data, "list")){
let data0 = data.list;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/list",schemaPath:"#/then/properties/list/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema8.then.properties.list,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/list",schemaPath:"#/then/properties/list/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.then.properties.list.type,parentSchema:schema8.then.properties.list,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.codes !== undefined && func0.call(data, "codes")){
let data1 = data.codes;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 of Object.keys(data1)){
if(!(validate13(data1[key1], {instancePath:instancePath+"/codes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath:instancePath+"/codes",schemaPath:"#/then/properties/codes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema8.then.properties.codes.type,parentSchema:schema8.then.properties.codes,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.aliases !== undefined && func0.call(data, "aliases")){
let data3 = data.aliases;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 of Object.keys(data3)){
let data4 = data3[key2];
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err7 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/then/properties/aliases/additionalProperties/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema8.then.properties.aliases.additionalProperties.items,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/then/properties/aliases/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.then.properties.aliases.additionalProperties.items.type,parentSchema:schema8.then.properties.aliases.additionalProperties.items,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/then/properties/aliases/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema8.then.properties.aliases.additionalProperties.type,parentSchema:schema8.then.properties.aliases.additionalProperties,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/aliases",schemaPath:"#/then/properties/aliases/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema8.then.properties.aliases.type,parentSchema:schema8.then.properties.aliases,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
if(valid0){
var props0 = true;
}
ifClause0 = "then";
}
else {
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key3 of Object.keys(data)){
if(!(validate13(data[key3], {instancePath:instancePath+"/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs19 === errors;
valid0 = _valid0;
if(valid0){
if(props0 !== true){
props0 = true;
}
}
ifClause0 = "else";
}
if(!valid0){
const err11 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema8.if,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
const err12 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len1 = data.length;
for(let i1=0; i1<len1; i1++){
let data7 = data[i1];
if(typeof data7 === "string"){
if(func4(data7) < 1){
const err13 = {instancePath:instancePath+"/" + i1,schemaPath:"#/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema8.items,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i1,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.items.type,parentSchema:schema8.items,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err15 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
validate12.errors = vErrors;
return errors === 0;
}
validate12.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate11.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema7.type},message:"must be string,object",schema:schema7.type,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!((((((((data === "string") || (data === "integer")) || (data === "decimal")) || (data === "boolean")) || (data === "date")) || (data === "time")) || (data === "datetime")) || (data === "json"))){
const err2 = {instancePath,schemaPath:"#/then/enum",keyword:"enum",params:{allowedValues: schema7.then.enum},message:"must be equal to one of the allowed values",schema:schema7.then.enum,parentSchema:schema7.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema7.if,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema7.required,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema7.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(!((((((((data0 === "string") || (data0 === "integer")) || (data0 === "decimal")) || (data0 === "boolean")) || (data0 === "date")) || (data0 === "time")) || (data0 === "datetime")) || (data0 === "json"))){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema7.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema7.properties.type.enum,parentSchema:schema7.properties.type,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data1 = data.format;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err7 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema7.properties.format,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.properties.format.type,parentSchema:schema7.properties.format,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.pattern !== undefined && func0.call(data, "pattern")){
let data2 = data.pattern;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err9 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema7.properties.pattern,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.properties.pattern.type,parentSchema:schema7.properties.pattern,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.values !== undefined && func0.call(data, "values")){
if(!(validate12(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data4 = data.minimum;
if((typeof data4 !== "string") && (!(typeof data4 == "number"))){
const err11 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema7.properties.minimum.type},message:"must be string,number",schema:schema7.properties.minimum.type,parentSchema:schema7.properties.minimum,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.maximum !== undefined && func0.call(data, "maximum")){
let data5 = data.maximum;
if((typeof data5 !== "string") && (!(typeof data5 == "number"))){
const err12 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: schema7.properties.maximum.type},message:"must be string,number",schema:schema7.properties.maximum.type,parentSchema:schema7.properties.maximum,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.min_length !== undefined && func0.call(data, "min_length")){
let data6 = data.min_length;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
const err13 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema7.properties.min_length.type,parentSchema:schema7.properties.min_length,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data6 == "number"){
if(data6 < 0 || isNaN(data6)){
const err14 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema7.properties.min_length,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.max_length !== undefined && func0.call(data, "max_length")){
let data7 = data.max_length;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err15 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema7.properties.max_length.type,parentSchema:schema7.properties.max_length,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 0 || isNaN(data7)){
const err16 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema7.properties.max_length,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.scale !== undefined && func0.call(data, "scale")){
let data8 = data.scale;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err17 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema7.properties.scale.type,parentSchema:schema7.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 > 100 || isNaN(data8)){
const err18 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema7.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err19 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema7.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.equality !== undefined && func0.call(data, "equality")){
let data9 = data.equality;
if(!((((data9 === "exact") || (data9 === "case-insensitive")) || (data9 === "trimmed")) || (data9 === "unordered"))){
const err20 = {instancePath:instancePath+"/equality",schemaPath:"#/properties/equality/enum",keyword:"enum",params:{allowedValues: schema7.properties.equality.enum},message:"must be equal to one of the allowed values",schema:schema7.properties.equality.enum,parentSchema:schema7.properties.equality,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
validate11.errors = vErrors;
return errors === 0;
}
validate11.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema6.type},message:"must be string,object",schema:schema6.type,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!(((((((((data === "string") || (data === "integer")) || (data === "decimal")) || (data === "boolean")) || (data === "date")) || (data === "time")) || (data === "datetime")) || (data === "json")) || (data === "list"))){
const err2 = {instancePath,schemaPath:"#/then/enum",keyword:"enum",params:{allowedValues: schema6.then.enum},message:"must be equal to one of the allowed values",schema:schema6.then.enum,parentSchema:schema6.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema6.if,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema6.required,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema6.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data0 = data.title;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err6 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.title,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.title.type,parentSchema:schema6.properties.title,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data1 = data.description;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err8 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.description,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.description.type,parentSchema:schema6.properties.description,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.synonyms !== undefined && func0.call(data, "synonyms")){
let data2 = data.synonyms;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err10 = {instancePath:instancePath+"/synonyms/" + i0,schemaPath:"#/properties/synonyms/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.synonyms.items,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/synonyms/" + i0,schemaPath:"#/properties/synonyms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.synonyms.items.type,parentSchema:schema6.properties.synonyms.items,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/synonyms",schemaPath:"#/properties/synonyms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema6.properties.synonyms.type,parentSchema:schema6.properties.synonyms,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.examples !== undefined && func0.call(data, "examples")){
let data4 = data.examples;
if(!(Array.isArray(data4))){
const err13 = {instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema6.properties.examples.type,parentSchema:schema6.properties.examples,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.steward !== undefined && func0.call(data, "steward")){
let data5 = data.steward;
if((typeof data5 !== "string") && (!(Array.isArray(data5)))){
const err14 = {instancePath:instancePath+"/steward",schemaPath:"#/properties/steward/type",keyword:"type",params:{type: schema6.properties.steward.type},message:"must be string,array",schema:schema6.properties.steward.type,parentSchema:schema6.properties.steward,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err15 = {instancePath:instancePath+"/steward",schemaPath:"#/properties/steward/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.steward,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(Array.isArray(data5)){
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 === "string"){
if(func4(data6) < 1){
const err16 = {instancePath:instancePath+"/steward/" + i1,schemaPath:"#/properties/steward/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.steward.items,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/steward/" + i1,schemaPath:"#/properties/steward/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.steward.items.type,parentSchema:schema6.properties.steward.items,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
}
if(data.status !== undefined && func0.call(data, "status")){
let data7 = data.status;
if(typeof data7 === "string"){
if(func4(data7) < 1){
const err18 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.status,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.status.type,parentSchema:schema6.properties.status,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data8 = data.type;
if((typeof data8 !== "string") && (!(data8 && typeof data8 == "object" && !Array.isArray(data8)))){
const err20 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: schema6.properties.type.type},message:"must be string,object",schema:schema6.properties.type.type,parentSchema:schema6.properties.type,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const _errs24 = errors;
let valid6 = true;
const _errs25 = errors;
if(typeof data8 !== "string"){
const err21 = {};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid1 = _errs25 === errors;
errors = _errs24;
if(vErrors !== null){
if(_errs24){
vErrors.length = _errs24;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs27 = errors;
if(!(((((((((data8 === "string") || (data8 === "integer")) || (data8 === "decimal")) || (data8 === "boolean")) || (data8 === "date")) || (data8 === "time")) || (data8 === "datetime")) || (data8 === "json")) || (data8 === "list"))){
const err22 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/then/enum",keyword:"enum",params:{allowedValues: schema6.properties.type.then.enum},message:"must be equal to one of the allowed values",schema:schema6.properties.type.then.enum,parentSchema:schema6.properties.type.then,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid1 = _errs27 === errors;
valid6 = _valid1;
}
if(!valid6){
const err23 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema6.properties.type.if,parentSchema:schema6.properties.type,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if((data8.list === undefined) || (!(func0.call(data8, "list")))){
const err24 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/required",keyword:"required",params:{missingProperty: "list"},message:"must have required property '"+"list"+"'",schema:schema6.properties.type.required,parentSchema:schema6.properties.type,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key1 of Object.keys(data8)){
if(!(key1 === "list")){
const err25 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema6.properties.type,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data8.list !== undefined && func0.call(data8, "list")){
if(!(validate11(data8.list, {instancePath:instancePath+"/type/list",parentData:data8,parentDataProperty:"list",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
}
if(data.items !== undefined && func0.call(data, "items")){
if(!(validate11(data.items, {instancePath:instancePath+"/items",parentData:data,parentDataProperty:"items",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data11 = data.format;
if(typeof data11 === "string"){
if(func4(data11) < 1){
const err26 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.format,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.format.type,parentSchema:schema6.properties.format,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.pattern !== undefined && func0.call(data, "pattern")){
let data12 = data.pattern;
if(typeof data12 === "string"){
if(func4(data12) < 1){
const err28 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema6.properties.pattern,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.pattern.type,parentSchema:schema6.properties.pattern,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.values !== undefined && func0.call(data, "values")){
if(!(validate12(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data14 = data.minimum;
if((typeof data14 !== "string") && (!(typeof data14 == "number"))){
const err30 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema6.properties.minimum.type},message:"must be string,number",schema:schema6.properties.minimum.type,parentSchema:schema6.properties.minimum,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.maximum !== undefined && func0.call(data, "maximum")){
let data15 = data.maximum;
if((typeof data15 !== "string") && (!(typeof data15 == "number"))){
const err31 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: schema6.properties.maximum.type},message:"must be string,number",schema:schema6.properties.maximum.type,parentSchema:schema6.properties.maximum,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.min_length !== undefined && func0.call(data, "min_length")){
let data16 = data.min_length;
if(!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16)))){
const err32 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema6.properties.min_length.type,parentSchema:schema6.properties.min_length,data:data16};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(typeof data16 == "number"){
if(data16 < 0 || isNaN(data16)){
const err33 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema6.properties.min_length,data:data16};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
if(data.max_length !== undefined && func0.call(data, "max_length")){
let data17 = data.max_length;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
const err34 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema6.properties.max_length.type,parentSchema:schema6.properties.max_length,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(typeof data17 == "number"){
if(data17 < 0 || isNaN(data17)){
const err35 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema6.properties.max_length,data:data17};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data.scale !== undefined && func0.call(data, "scale")){
let data18 = data.scale;
if(!((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18)))){
const err36 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema6.properties.scale.type,parentSchema:schema6.properties.scale,data:data18};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(typeof data18 == "number"){
if(data18 > 100 || isNaN(data18)){
const err37 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema6.properties.scale,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data18 < 0 || isNaN(data18)){
const err38 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema6.properties.scale,data:data18};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
if(data.required !== undefined && func0.call(data, "required")){
let data19 = data.required;
if(typeof data19 !== "boolean"){
const err39 = {instancePath:instancePath+"/required",schemaPath:"#/properties/required/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema6.properties.required.type,parentSchema:schema6.properties.required,data:data19};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.unique !== undefined && func0.call(data, "unique")){
let data20 = data.unique;
if(typeof data20 !== "boolean"){
const err40 = {instancePath:instancePath+"/unique",schemaPath:"#/properties/unique/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema6.properties.unique.type,parentSchema:schema6.properties.unique,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.equality !== undefined && func0.call(data, "equality")){
let data21 = data.equality;
if(!((((data21 === "exact") || (data21 === "case-insensitive")) || (data21 === "trimmed")) || (data21 === "unordered"))){
const err41 = {instancePath:instancePath+"/equality",schemaPath:"#/properties/equality/enum",keyword:"enum",params:{allowedValues: schema6.properties.equality.enum},message:"must be equal to one of the allowed values",schema:schema6.properties.equality.enum,parentSchema:schema6.properties.equality,data:data21};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.empty !== undefined && func0.call(data, "empty")){
let data22 = data.empty;
if(Array.isArray(data22)){
const len2 = data22.length;
for(let i2=0; i2<len2; i2++){
let data23 = data22[i2];
if((typeof data23 !== "string") && (data23 !== null)){
const err42 = {instancePath:instancePath+"/empty/" + i2,schemaPath:"#/properties/empty/items/type",keyword:"type",params:{type: schema6.properties.empty.items.type},message:"must be string,null",schema:schema6.properties.empty.items.type,parentSchema:schema6.properties.empty.items,data:data23};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/empty",schemaPath:"#/properties/empty/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema6.properties.empty.type,parentSchema:schema6.properties.empty,data:data22};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.class !== undefined && func0.call(data, "class")){
let data24 = data.class;
if(!((((data24 === "public") || (data24 === "internal")) || (data24 === "personal")) || (data24 === "confidential"))){
const err44 = {instancePath:instancePath+"/class",schemaPath:"#/properties/class/enum",keyword:"enum",params:{allowedValues: schema6.properties.class.enum},message:"must be equal to one of the allowed values",schema:schema6.properties.class.enum,parentSchema:schema6.properties.class,data:data24};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.approve !== undefined && func0.call(data, "approve")){
let data25 = data.approve;
if(typeof data25 === "string"){
if(func4(data25) > 64){
const err45 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema6.properties.approve,data:data25};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern1.test(data25)){
const err46 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema6.properties.approve,data:data25};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.properties.approve.type,parentSchema:schema6.properties.approve,data:data25};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/dictionary.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.terms === undefined) || (!(func0.call(data, "terms")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "terms"},message:"must have required property '"+"terms"+"'",schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "kind") || (key0 === "name")) || (key0 === "title")) || (key0 === "description")) || (key0 === "terms")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("dictionary" !== data0){
const err4 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "dictionary"},message:"must be equal to constant",schema:"dictionary",parentSchema:schema5.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema5.properties.name,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern1.test(data1)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema5.properties.name,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema5.properties.name.type,parentSchema:schema5.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema5.properties.title,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema5.properties.title.type,parentSchema:schema5.properties.title,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema5.properties.description,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema5.properties.description.type,parentSchema:schema5.properties.description,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.terms !== undefined && func0.call(data, "terms")){
let data4 = data.terms;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
const _errs11 = errors;
if(typeof key1 === "string"){
if(func4(key1) > 64){
const err12 = {instancePath:instancePath+"/terms",schemaPath:"#/properties/terms/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema5.properties.terms.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern1.test(key1)){
const err13 = {instancePath:instancePath+"/terms",schemaPath:"#/properties/terms/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema5.properties.terms.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
const err14 = {instancePath:instancePath+"/terms",schemaPath:"#/properties/terms/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema5.properties.terms.propertyNames,parentSchema:schema5.properties.terms,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key2 of Object.keys(data4)){
if(!(validate10(data4[key2], {instancePath:instancePath+"/terms/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/terms",schemaPath:"#/properties/terms/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema5.properties.terms.type,parentSchema:schema5.properties.terms,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema5.type,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate9.errors = vErrors;
return errors === 0;
}
validate9.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const entity = validate21;
const schema10 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/entity.schema.json","title":"EntityManifest","description":"One kind of record, in all systems: its fields and their owners, its life, and how each system holds it.","type":"object","additionalProperties":false,"required":["kind","name","key","fields","systems"],"properties":{"kind":{"const":"entity","description":"What this document declares.","examples":["entity"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the entity, unique among all documents of this kind.","examples":["customer"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["Customer"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"key":{"type":["string","array"],"minLength":1,"minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1},"description":"Canonical key: one field, or several in order.","examples":[["customer_no"],"customer_no"]},"fields":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"$ref":"#/$defs/Field"},"minProperties":1,"description":"The canonical fields by name.","examples":[{"email":{"term":"email","owner":"crm"}}]},"groups":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1},"description":"Fields of the group.","examples":[["street","country"]]},"description":"Fields that move as one, by group name; all of them have the same owner.","examples":[{"shipping":["street","country"]}]},"lifecycle":{"$ref":"#/$defs/Lifecycle","description":"Whose record it is to be born and to die: a system, or the long form. Default: the owner of the first key field.","examples":["crm",{"owner":"crm","on_delete":"hold"}]},"match":{"type":"array","items":{"type":["string","array"],"minLength":1,"minItems":1,"items":{"type":"string","minLength":1}},"minItems":1,"description":"How records without a link are paired, tried in order: a field, or fields that must all agree. A tie is a case for a person. Default: the key.","examples":[["customer_no",["email","country"]]]},"rules":{"type":"array","items":{"$ref":"#/$defs/Rule"},"description":"What must be true of every record.","examples":[[{"name":"de-needs-vat","check":"country != 'DE' or $exists(vat_id)","message":"German customers need a VAT id"}]]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]},"systems":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"$ref":"#/$defs/Binding"},"description":"How each system holds the entity, by system name.","examples":[{"crm":{"resource":"public.accounts","id":"id","fields":{"customer_no":"account_number"}}}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"Field":{"title":"FieldManifest","description":"One canonical field. It has exactly one owner, or is derived.","type":"object","additionalProperties":false,"properties":{"term":{"type":"string","minLength":1,"description":"Dictionary term that gives the type and the constraints; keys beside it override it.","examples":["email"]},"owner":{"type":"string","minLength":1,"description":"The one system of record of this field.","examples":["crm"]},"derive":{"type":"string","minLength":1,"description":"JSONata over the canonical record; the field is then owned by nobody.","examples":["customer_no & ' ' & email"]},"ref":{"type":"string","minLength":1,"description":"Entity whose canonical key this field holds.","examples":["employee"]},"title":{"type":"string","minLength":1,"description":"Name of the field for people. Default: the term's title, else the name.","examples":["E-mail"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Kept by the sales team."]},"type":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"additionalProperties":false,"required":["list"],"properties":{"list":{"$ref":"#/$defs/ElementType","description":"Type of the elements: a type name, or a type with constraints.","examples":["string"]}},"description":"Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.","examples":["string","decimal",{"list":"string"}]},"items":{"$ref":"#/$defs/ElementType","description":"Type of the elements when `type` is `list`: a type name, or a type with constraints. Default string.","examples":["string",{"type":"string","format":"email"}]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"required":{"type":"boolean","description":"True when a record without this value is invalid. Default false.","examples":[true]},"unique":{"type":"boolean","description":"True when no two records may hold the same value. Default false.","examples":[true]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]},"empty":{"type":"array","items":{"type":["string","null"]},"description":"Values that count as empty. Only null and what stands here may clear a field.","examples":[[null,"","N/A"]]},"class":{"enum":["public","internal","personal","confidential"],"description":"How much care the value needs; drives masking everywhere. Default internal.","examples":["personal"]},"approve":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group whose approval every change of this value needs.","examples":["finance"]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]},"fill":{"enum":["always","if_empty","on_create"],"description":"When the replica gets the value: `always` (default), `if_empty`, or `on_create`.","examples":["if_empty"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"term":"email","owner":"crm"},{"owner":"crm","type":"string"},{"derive":"first & ' ' & last"}]},"Lifecycle":{"title":"LifecycleManifest","description":"Whose record it is to be born and to die. Short form: the owner.","type":["string","object"],"additionalProperties":false,"required":["owner"],"properties":{"owner":{"type":"string","minLength":1,"description":"System in which records are born and die.","examples":["crm"]},"on_missing":{"enum":["create","report","hold"],"description":"A record that a replica lacks. Default create.","examples":["create"]},"on_delete":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["report","hold","delete"]},"additionalProperties":false,"required":["deactivate"],"properties":{"deactivate":{"type":"object","minProperties":1,"description":"Canonical fields to set instead of deleting, with their values.","examples":[{"status":"inactive"}],"additionalProperties":true}},"description":"A record that was deleted at the owner. `deactivate` names the canonical fields to set. Default hold.","examples":["hold",{"deactivate":{"status":"inactive"}}]},"on_orphan":{"enum":["report","hold","delete"],"description":"A record that only a replica has. Default report.","examples":["report"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"minLength":1,"examples":["crm",{"owner":"crm","on_missing":"create","on_delete":"hold","on_orphan":"report"}]},"Rule":{"title":"RuleManifest","description":"A rule over one canonical record.","type":"object","additionalProperties":false,"required":["name","check","message"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the rule, unique in the entity.","examples":["de-needs-vat"]},"check":{"type":"string","minLength":1,"description":"JSONata that must be true.","examples":["country != 'DE' or $exists(vat_id)"]},"message":{"type":"string","minLength":1,"description":"What to tell a person when it is not.","examples":["German customers need a VAT id"]},"severity":{"enum":["error","warning"],"description":"`error` (default) holds the record in all replicas, `warning` tells.","examples":["warning"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"name":"positive","check":"credit >= 0","message":"Credit cannot be negative"}]},"Binding":{"title":"BindingManifest","description":"How one system holds the entity.","type":"object","additionalProperties":false,"required":["resource","id"],"properties":{"resource":{"type":"string","minLength":1,"description":"Table, view, file or collection in the system.","examples":["public.accounts"]},"id":{"type":["string","array"],"minLength":1,"minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1},"description":"The system's own key: one native field, or several in order.","examples":["id",["company","number"]]},"where":{"type":"string","minLength":1,"description":"Native filter, passed down as it is. A record that leaves the filter is out of scope, not deleted.","examples":["deleted_at is null"]},"fields":{"type":"object","additionalProperties":{"$ref":"#/$defs/FieldBinding"},"description":"One-to-one fields, both directions: canonical name to native name, or to the long form.","examples":[{"customer_no":"account_number","email":{"at":"email_address","codec":"lowercase"}}]},"read":{"type":"object","additionalProperties":{"type":"string","minLength":1,"description":"JSONata over the native record.","examples":["first_name & \" \" & last_name"]},"description":"Canonical field from JSONata over the native record.","examples":[{"name":"first_name & \" \" & last_name"}]},"write":{"type":"object","additionalProperties":{"type":"string","minLength":1,"description":"JSONata over the canonical record.","examples":["name & \" (\" & customer_no & \")\""]},"description":"Native field from JSONata over the canonical record.","examples":[{"display_name":"name & \" (\" & customer_no & \")\""}]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]},"version":{"description":"Native column that another value stands in after every change: writes are guarded by it. Short form: its name, kept by the system itself.","type":["string","object"],"minLength":1,"additionalProperties":false,"required":["at"],"properties":{"at":{"type":"string","minLength":1,"description":"Native column.","examples":["row_version"]},"increment":{"type":"boolean","description":"True where nobody counts it up but its writers: every update adds one. Default false.","examples":[true]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["row_version",{"at":"row_version","increment":true}]},"accept_unguarded":{"type":"string","minLength":1,"description":"The reason why writes that nothing guards are accepted here.","examples":["The vendor has no versions; nobody else edits this list."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"resource":"customers","id":"customer_id","fields":{"customer_no":"external_ref"}}]},"FieldBinding":{"title":"FieldBindingManifest","description":"One field in one system. Short form: the native name.","type":["string","object"],"additionalProperties":false,"required":["at"],"properties":{"at":{"type":"string","minLength":1,"description":"Native field.","examples":["email_address"]},"codec":{"$ref":"#/$defs/Codecs","description":"Two-way codecs in reading order: one, or a list.","examples":["lowercase",{"date":"MM/DD/YYYY"},["trim","lowercase"]]},"ref":{"enum":["id","key"],"description":"For reference fields: whether the system stores its own id of the other record (default), or the canonical key.","examples":["key"]},"fill":{"enum":["always","if_empty","on_create"],"description":"When the replica gets the value: `always` (default), `if_empty`, or `on_create`.","examples":["if_empty"]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"minLength":1,"examples":["account_number",{"at":"email_address","codec":"lowercase"}]},"Codecs":{"title":"Codecs","description":"Codecs in reading order: one, or a list.","type":["string","object","array"],"minLength":1,"minProperties":1,"minItems":1,"items":{"$ref":"#/$defs/Codec"},"examples":["trim",{"values":"title"},["trim","lowercase"]],"additionalProperties":true},"Codec":{"title":"Codec","description":"One two-way codec: its name, or a map whose first key is its name and the others its options.","type":["string","object"],"minLength":1,"minProperties":1,"examples":["lowercase",{"date":"MM/DD/YYYY"},{"datetime":"YYYY-MM-DD HH:mm","zone":"Europe/Berlin"}],"additionalProperties":true},"ElementType":{"title":"ElementType","description":"Type of the elements of a list: a type name, or a type with constraints.","type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"]},"additionalProperties":false,"required":["type"],"properties":{"type":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"],"description":"Type of each element; a list of lists is not possible.","examples":["string"]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["string",{"type":"string","format":"email"}]},"Values":{"title":"Values","description":"A code list: by name, as codes, as a map from code to title, or a shipped list with additions.","type":["string","array","object"],"minItems":1,"minProperties":1,"items":{"type":"string","minLength":1},"if":{"type":"object","required":["list"]},"then":{"additionalProperties":false,"properties":{"list":{"type":"string","minLength":1,"description":"Name of the shipped list that this one extends.","examples":["iso-3166-1-alpha-2"]},"codes":{"type":"object","additionalProperties":{"$ref":"#/$defs/Code"},"description":"Titles and aliases added to codes of the shipped list.","examples":[{"DE":{"aliases":["Deutschland"]}}]},"aliases":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string","minLength":1}},"description":"Further spellings by code; short for `codes` with aliases only.","examples":[{"DE":["Deutschland","BRD"]}]}}},"else":{"additionalProperties":{"$ref":"#/$defs/Code"}},"examples":["iso-4217",["open","closed"],{"NY":"New York"}],"additionalProperties":true},"Code":{"title":"Code","description":"One code: its title, or its title and aliases.","type":["string","object"],"additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name of the code for people; accepted as a spelling of it.","examples":["California"]},"aliases":{"type":"array","items":{"type":"string","minLength":1},"description":"Further spellings of the code.","examples":[["Calif.","Cal"]]}},"examples":["New York",{"title":"California","aliases":["Calif."]}]}}};
const schema11 = {"title":"FieldManifest","description":"One canonical field. It has exactly one owner, or is derived.","type":"object","additionalProperties":false,"properties":{"term":{"type":"string","minLength":1,"description":"Dictionary term that gives the type and the constraints; keys beside it override it.","examples":["email"]},"owner":{"type":"string","minLength":1,"description":"The one system of record of this field.","examples":["crm"]},"derive":{"type":"string","minLength":1,"description":"JSONata over the canonical record; the field is then owned by nobody.","examples":["customer_no & ' ' & email"]},"ref":{"type":"string","minLength":1,"description":"Entity whose canonical key this field holds.","examples":["employee"]},"title":{"type":"string","minLength":1,"description":"Name of the field for people. Default: the term's title, else the name.","examples":["E-mail"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Kept by the sales team."]},"type":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json","list"]},"additionalProperties":false,"required":["list"],"properties":{"list":{"$ref":"#/$defs/ElementType","description":"Type of the elements: a type name, or a type with constraints.","examples":["string"]}},"description":"Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.","examples":["string","decimal",{"list":"string"}]},"items":{"$ref":"#/$defs/ElementType","description":"Type of the elements when `type` is `list`: a type name, or a type with constraints. Default string.","examples":["string",{"type":"string","format":"email"}]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"required":{"type":"boolean","description":"True when a record without this value is invalid. Default false.","examples":[true]},"unique":{"type":"boolean","description":"True when no two records may hold the same value. Default false.","examples":[true]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]},"empty":{"type":"array","items":{"type":["string","null"]},"description":"Values that count as empty. Only null and what stands here may clear a field.","examples":[[null,"","N/A"]]},"class":{"enum":["public","internal","personal","confidential"],"description":"How much care the value needs; drives masking everywhere. Default internal.","examples":["personal"]},"approve":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group whose approval every change of this value needs.","examples":["finance"]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]},"fill":{"enum":["always","if_empty","on_create"],"description":"When the replica gets the value: `always` (default), `if_empty`, or `on_create`.","examples":["if_empty"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"term":"email","owner":"crm"},{"owner":"crm","type":"string"},{"derive":"first & ' ' & last"}]};
const schema12 = {"title":"ElementType","description":"Type of the elements of a list: a type name, or a type with constraints.","type":["string","object"],"if":{"type":"string"},"then":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"]},"additionalProperties":false,"required":["type"],"properties":{"type":{"enum":["string","integer","decimal","boolean","date","time","datetime","json"],"description":"Type of each element; a list of lists is not possible.","examples":["string"]},"format":{"type":"string","minLength":1,"description":"Well-known form that the text must have, e.g. email, phone, iban, url, uuid.","examples":["email","iban"]},"pattern":{"type":"string","minLength":1,"description":"RE2 regular expression that the whole value must match.","examples":["[A-Z]{2}[0-9]{6}"]},"values":{"$ref":"#/$defs/Values","description":"Allowed codes: the name of a shipped list (iso-3166-1-alpha-2, iso-3166-2-us, iso-4217, iso-639-1), a list of codes, a map from code to title or to title and aliases, or a shipped list with additions (`list`, `codes`, `aliases`).","examples":["iso-3166-1-alpha-2",["open","closed"],{"CA":{"title":"California","aliases":["Calif."]},"NY":"New York"}]},"minimum":{"type":["string","number"],"description":"Smallest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[0,"2000-01-01"]},"maximum":{"type":["string","number"],"description":"Largest allowed value, inclusive. Text for dates and for numbers with many digits.","examples":[100,"2099-12-31"]},"min_length":{"type":"integer","minimum":0,"description":"Fewest characters, or elements of a list.","examples":[2]},"max_length":{"type":"integer","minimum":0,"description":"Most characters, or elements of a list.","examples":[80]},"scale":{"type":"integer","minimum":0,"maximum":100,"description":"Most digits after the point.","examples":[2]},"equality":{"enum":["exact","case-insensitive","trimmed","unordered"],"description":"When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.","examples":["case-insensitive"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["string",{"type":"string","format":"email"}]};
const schema13 = {"title":"Values","description":"A code list: by name, as codes, as a map from code to title, or a shipped list with additions.","type":["string","array","object"],"minItems":1,"minProperties":1,"items":{"type":"string","minLength":1},"if":{"type":"object","required":["list"]},"then":{"additionalProperties":false,"properties":{"list":{"type":"string","minLength":1,"description":"Name of the shipped list that this one extends.","examples":["iso-3166-1-alpha-2"]},"codes":{"type":"object","additionalProperties":{"$ref":"#/$defs/Code"},"description":"Titles and aliases added to codes of the shipped list.","examples":[{"DE":{"aliases":["Deutschland"]}}]},"aliases":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string","minLength":1}},"description":"Further spellings by code; short for `codes` with aliases only.","examples":[{"DE":["Deutschland","BRD"]}]}}},"else":{"additionalProperties":{"$ref":"#/$defs/Code"}},"examples":["iso-4217",["open","closed"],{"NY":"New York"}],"additionalProperties":true};
const schema14 = {"title":"Code","description":"One code: its title, or its title and aliases.","type":["string","object"],"additionalProperties":false,"properties":{"title":{"type":"string","minLength":1,"description":"Name of the code for people; accepted as a spelling of it.","examples":["California"]},"aliases":{"type":"array","items":{"type":"string","minLength":1},"description":"Further spellings of the code.","examples":[["Calif.","Cal"]]}},"examples":["New York",{"title":"California","aliases":["Calif."]}]};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema14.type},message:"must be string,object",schema:schema14.type,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "title") || (key0 === "aliases"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data0 = data.title;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err2 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.title,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.title.type,parentSchema:schema14.properties.title,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.aliases !== undefined && func0.call(data, "aliases")){
let data1 = data.aliases;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err4 = {instancePath:instancePath+"/aliases/" + i0,schemaPath:"#/properties/aliases/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14.properties.aliases.items,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/aliases/" + i0,schemaPath:"#/properties/aliases/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.aliases.items.type,parentSchema:schema14.properties.aliases.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/aliases",schemaPath:"#/properties/aliases/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema14.properties.aliases.type,parentSchema:schema14.properties.aliases,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema13.type},message:"must be string,array,object",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.list === undefined) || (!(func0.call(data, "list")))) && (missing0 = "list")){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "list") || (key0 === "codes")) || (key0 === "aliases"))){
const err3 = {instancePath,schemaPath:"#/then/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema13.then,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.list !== undefined && func0.call(data, "list")){
let data0 = data.list;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/list",schemaPath:"#/then/properties/list/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.then.properties.list,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/list",schemaPath:"#/then/properties/list/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.then.properties.list.type,parentSchema:schema13.then.properties.list,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.codes !== undefined && func0.call(data, "codes")){
let data1 = data.codes;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 of Object.keys(data1)){
if(!(validate25(data1[key1], {instancePath:instancePath+"/codes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath:instancePath+"/codes",schemaPath:"#/then/properties/codes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.then.properties.codes.type,parentSchema:schema13.then.properties.codes,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.aliases !== undefined && func0.call(data, "aliases")){
let data3 = data.aliases;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 of Object.keys(data3)){
let data4 = data3[key2];
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err7 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/then/properties/aliases/additionalProperties/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.then.properties.aliases.additionalProperties.items,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/then/properties/aliases/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.then.properties.aliases.additionalProperties.items.type,parentSchema:schema13.then.properties.aliases.additionalProperties.items,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/aliases/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/then/properties/aliases/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.then.properties.aliases.additionalProperties.type,parentSchema:schema13.then.properties.aliases.additionalProperties,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/aliases",schemaPath:"#/then/properties/aliases/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.then.properties.aliases.type,parentSchema:schema13.then.properties.aliases,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
if(valid0){
var props0 = true;
}
ifClause0 = "then";
}
else {
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key3 of Object.keys(data)){
if(!(validate25(data[key3], {instancePath:instancePath+"/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs19 === errors;
valid0 = _valid0;
if(valid0){
if(props0 !== true){
props0 = true;
}
}
ifClause0 = "else";
}
if(!valid0){
const err11 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema13.if,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
const err12 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len1 = data.length;
for(let i1=0; i1<len1; i1++){
let data7 = data[i1];
if(typeof data7 === "string"){
if(func4(data7) < 1){
const err13 = {instancePath:instancePath+"/" + i1,schemaPath:"#/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.items,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i1,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.type,parentSchema:schema13.items,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err15 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema12.type},message:"must be string,object",schema:schema12.type,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!((((((((data === "string") || (data === "integer")) || (data === "decimal")) || (data === "boolean")) || (data === "date")) || (data === "time")) || (data === "datetime")) || (data === "json"))){
const err2 = {instancePath,schemaPath:"#/then/enum",keyword:"enum",params:{allowedValues: schema12.then.enum},message:"must be equal to one of the allowed values",schema:schema12.then.enum,parentSchema:schema12.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema12.if,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema12.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(!((((((((data0 === "string") || (data0 === "integer")) || (data0 === "decimal")) || (data0 === "boolean")) || (data0 === "date")) || (data0 === "time")) || (data0 === "datetime")) || (data0 === "json"))){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema12.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema12.properties.type.enum,parentSchema:schema12.properties.type,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data1 = data.format;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err7 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12.properties.format,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.format.type,parentSchema:schema12.properties.format,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.pattern !== undefined && func0.call(data, "pattern")){
let data2 = data.pattern;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err9 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12.properties.pattern,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.pattern.type,parentSchema:schema12.properties.pattern,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.values !== undefined && func0.call(data, "values")){
if(!(validate24(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data4 = data.minimum;
if((typeof data4 !== "string") && (!(typeof data4 == "number"))){
const err11 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema12.properties.minimum.type},message:"must be string,number",schema:schema12.properties.minimum.type,parentSchema:schema12.properties.minimum,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.maximum !== undefined && func0.call(data, "maximum")){
let data5 = data.maximum;
if((typeof data5 !== "string") && (!(typeof data5 == "number"))){
const err12 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: schema12.properties.maximum.type},message:"must be string,number",schema:schema12.properties.maximum.type,parentSchema:schema12.properties.maximum,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.min_length !== undefined && func0.call(data, "min_length")){
let data6 = data.min_length;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
const err13 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema12.properties.min_length.type,parentSchema:schema12.properties.min_length,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data6 == "number"){
if(data6 < 0 || isNaN(data6)){
const err14 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema12.properties.min_length,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.max_length !== undefined && func0.call(data, "max_length")){
let data7 = data.max_length;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err15 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema12.properties.max_length.type,parentSchema:schema12.properties.max_length,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 0 || isNaN(data7)){
const err16 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema12.properties.max_length,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.scale !== undefined && func0.call(data, "scale")){
let data8 = data.scale;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err17 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema12.properties.scale.type,parentSchema:schema12.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 > 100 || isNaN(data8)){
const err18 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema12.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err19 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema12.properties.scale,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.equality !== undefined && func0.call(data, "equality")){
let data9 = data.equality;
if(!((((data9 === "exact") || (data9 === "case-insensitive")) || (data9 === "trimmed")) || (data9 === "unordered"))){
const err20 = {instancePath:instancePath+"/equality",schemaPath:"#/properties/equality/enum",keyword:"enum",params:{allowedValues: schema12.properties.equality.enum},message:"must be equal to one of the allowed values",schema:schema12.properties.equality.enum,parentSchema:schema12.properties.equality,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((func0.call(schema11.properties, key0)) || (pattern0.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.term !== undefined && func0.call(data, "term")){
let data0 = data.term;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err1 = {instancePath:instancePath+"/term",schemaPath:"#/properties/term/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.term,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/term",schemaPath:"#/properties/term/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.term.type,parentSchema:schema11.properties.term,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.owner !== undefined && func0.call(data, "owner")){
let data1 = data.owner;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err3 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.owner,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.owner.type,parentSchema:schema11.properties.owner,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.derive !== undefined && func0.call(data, "derive")){
let data2 = data.derive;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err5 = {instancePath:instancePath+"/derive",schemaPath:"#/properties/derive/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.derive,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/derive",schemaPath:"#/properties/derive/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.derive.type,parentSchema:schema11.properties.derive,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.ref !== undefined && func0.call(data, "ref")){
let data3 = data.ref;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err7 = {instancePath:instancePath+"/ref",schemaPath:"#/properties/ref/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.ref,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/ref",schemaPath:"#/properties/ref/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.ref.type,parentSchema:schema11.properties.ref,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data4 = data.title;
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.title,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.title.type,parentSchema:schema11.properties.title,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data5 = data.description;
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.description,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.description.type,parentSchema:schema11.properties.description,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data6 = data.type;
if((typeof data6 !== "string") && (!(data6 && typeof data6 == "object" && !Array.isArray(data6)))){
const err13 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: schema11.properties.type.type},message:"must be string,object",schema:schema11.properties.type.type,parentSchema:schema11.properties.type,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const _errs16 = errors;
let valid1 = true;
const _errs17 = errors;
if(typeof data6 !== "string"){
const err14 = {};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var _valid0 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs19 = errors;
if(!(((((((((data6 === "string") || (data6 === "integer")) || (data6 === "decimal")) || (data6 === "boolean")) || (data6 === "date")) || (data6 === "time")) || (data6 === "datetime")) || (data6 === "json")) || (data6 === "list"))){
const err15 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/then/enum",keyword:"enum",params:{allowedValues: schema11.properties.type.then.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.type.then.enum,parentSchema:schema11.properties.type.then,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid0 = _errs19 === errors;
valid1 = _valid0;
}
if(!valid1){
const err16 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema11.properties.type.if,parentSchema:schema11.properties.type,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if((data6.list === undefined) || (!(func0.call(data6, "list")))){
const err17 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/required",keyword:"required",params:{missingProperty: "list"},message:"must have required property '"+"list"+"'",schema:schema11.properties.type.required,parentSchema:schema11.properties.type,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key1 of Object.keys(data6)){
if(!(key1 === "list")){
const err18 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.type,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data6.list !== undefined && func0.call(data6, "list")){
if(!(validate23(data6.list, {instancePath:instancePath+"/type/list",parentData:data6,parentDataProperty:"list",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
}
if(data.items !== undefined && func0.call(data, "items")){
if(!(validate23(data.items, {instancePath:instancePath+"/items",parentData:data,parentDataProperty:"items",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data9 = data.format;
if(typeof data9 === "string"){
if(func4(data9) < 1){
const err19 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.format,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.format.type,parentSchema:schema11.properties.format,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.pattern !== undefined && func0.call(data, "pattern")){
let data10 = data.pattern;
if(typeof data10 === "string"){
if(func4(data10) < 1){
const err21 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.pattern,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.pattern.type,parentSchema:schema11.properties.pattern,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.values !== undefined && func0.call(data, "values")){
if(!(validate24(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data12 = data.minimum;
if((typeof data12 !== "string") && (!(typeof data12 == "number"))){
const err23 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema11.properties.minimum.type},message:"must be string,number",schema:schema11.properties.minimum.type,parentSchema:schema11.properties.minimum,data:data12};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.maximum !== undefined && func0.call(data, "maximum")){
let data13 = data.maximum;
if((typeof data13 !== "string") && (!(typeof data13 == "number"))){
const err24 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: schema11.properties.maximum.type},message:"must be string,number",schema:schema11.properties.maximum.type,parentSchema:schema11.properties.maximum,data:data13};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.min_length !== undefined && func0.call(data, "min_length")){
let data14 = data.min_length;
if(!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))){
const err25 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.min_length.type,parentSchema:schema11.properties.min_length,data:data14};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(typeof data14 == "number"){
if(data14 < 0 || isNaN(data14)){
const err26 = {instancePath:instancePath+"/min_length",schemaPath:"#/properties/min_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.min_length,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.max_length !== undefined && func0.call(data, "max_length")){
let data15 = data.max_length;
if(!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))){
const err27 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.max_length.type,parentSchema:schema11.properties.max_length,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data15 == "number"){
if(data15 < 0 || isNaN(data15)){
const err28 = {instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.max_length,data:data15};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data.scale !== undefined && func0.call(data, "scale")){
let data16 = data.scale;
if(!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16)))){
const err29 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.scale.type,parentSchema:schema11.properties.scale,data:data16};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(typeof data16 == "number"){
if(data16 > 100 || isNaN(data16)){
const err30 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema11.properties.scale,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err31 = {instancePath:instancePath+"/scale",schemaPath:"#/properties/scale/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.scale,data:data16};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data.required !== undefined && func0.call(data, "required")){
let data17 = data.required;
if(typeof data17 !== "boolean"){
const err32 = {instancePath:instancePath+"/required",schemaPath:"#/properties/required/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.required.type,parentSchema:schema11.properties.required,data:data17};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.unique !== undefined && func0.call(data, "unique")){
let data18 = data.unique;
if(typeof data18 !== "boolean"){
const err33 = {instancePath:instancePath+"/unique",schemaPath:"#/properties/unique/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.unique.type,parentSchema:schema11.properties.unique,data:data18};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.equality !== undefined && func0.call(data, "equality")){
let data19 = data.equality;
if(!((((data19 === "exact") || (data19 === "case-insensitive")) || (data19 === "trimmed")) || (data19 === "unordered"))){
const err34 = {instancePath:instancePath+"/equality",schemaPath:"#/properties/equality/enum",keyword:"enum",params:{allowedValues: schema11.properties.equality.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.equality.enum,parentSchema:schema11.properties.equality,data:data19};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.empty !== undefined && func0.call(data, "empty")){
let data20 = data.empty;
if(Array.isArray(data20)){
const len0 = data20.length;
for(let i0=0; i0<len0; i0++){
let data21 = data20[i0];
if((typeof data21 !== "string") && (data21 !== null)){
const err35 = {instancePath:instancePath+"/empty/" + i0,schemaPath:"#/properties/empty/items/type",keyword:"type",params:{type: schema11.properties.empty.items.type},message:"must be string,null",schema:schema11.properties.empty.items.type,parentSchema:schema11.properties.empty.items,data:data21};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/empty",schemaPath:"#/properties/empty/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.empty.type,parentSchema:schema11.properties.empty,data:data20};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.class !== undefined && func0.call(data, "class")){
let data22 = data.class;
if(!((((data22 === "public") || (data22 === "internal")) || (data22 === "personal")) || (data22 === "confidential"))){
const err37 = {instancePath:instancePath+"/class",schemaPath:"#/properties/class/enum",keyword:"enum",params:{allowedValues: schema11.properties.class.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.class.enum,parentSchema:schema11.properties.class,data:data22};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.approve !== undefined && func0.call(data, "approve")){
let data23 = data.approve;
if(typeof data23 === "string"){
if(func4(data23) > 64){
const err38 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema11.properties.approve,data:data23};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!pattern1.test(data23)){
const err39 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema11.properties.approve,data:data23};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.approve.type,parentSchema:schema11.properties.approve,data:data23};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.on_foreign_edit !== undefined && func0.call(data, "on_foreign_edit")){
let data24 = data.on_foreign_edit;
if(!(((data24 === "revert") || (data24 === "hold")) || (data24 === "report"))){
const err41 = {instancePath:instancePath+"/on_foreign_edit",schemaPath:"#/properties/on_foreign_edit/enum",keyword:"enum",params:{allowedValues: schema11.properties.on_foreign_edit.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.on_foreign_edit.enum,parentSchema:schema11.properties.on_foreign_edit,data:data24};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.mode !== undefined && func0.call(data, "mode")){
let data25 = data.mode;
if(!((data25 === "observe") || (data25 === "enforce"))){
const err42 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.mode.enum,parentSchema:schema11.properties.mode,data:data25};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.fill !== undefined && func0.call(data, "fill")){
let data26 = data.fill;
if(!(((data26 === "always") || (data26 === "if_empty")) || (data26 === "on_create"))){
const err43 = {instancePath:instancePath+"/fill",schemaPath:"#/properties/fill/enum",keyword:"enum",params:{allowedValues: schema11.properties.fill.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.fill.enum,parentSchema:schema11.properties.fill,data:data26};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema15 = {"title":"LifecycleManifest","description":"Whose record it is to be born and to die. Short form: the owner.","type":["string","object"],"additionalProperties":false,"required":["owner"],"properties":{"owner":{"type":"string","minLength":1,"description":"System in which records are born and die.","examples":["crm"]},"on_missing":{"enum":["create","report","hold"],"description":"A record that a replica lacks. Default create.","examples":["create"]},"on_delete":{"type":["string","object"],"if":{"type":"string"},"then":{"enum":["report","hold","delete"]},"additionalProperties":false,"required":["deactivate"],"properties":{"deactivate":{"type":"object","minProperties":1,"description":"Canonical fields to set instead of deleting, with their values.","examples":[{"status":"inactive"}],"additionalProperties":true}},"description":"A record that was deleted at the owner. `deactivate` names the canonical fields to set. Default hold.","examples":["hold",{"deactivate":{"status":"inactive"}}]},"on_orphan":{"enum":["report","hold","delete"],"description":"A record that only a replica has. Default report.","examples":["report"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"minLength":1,"examples":["crm",{"owner":"crm","on_missing":"create","on_delete":"hold","on_orphan":"report"}]};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema15.type},message:"must be string,object",schema:schema15.type,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.owner === undefined) || (!(func0.call(data, "owner")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "owner"},message:"must have required property '"+"owner"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((key0 === "owner") || (key0 === "on_missing")) || (key0 === "on_delete")) || (key0 === "on_orphan")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.owner !== undefined && func0.call(data, "owner")){
let data0 = data.owner;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema15.properties.owner,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.owner.type,parentSchema:schema15.properties.owner,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.on_missing !== undefined && func0.call(data, "on_missing")){
let data1 = data.on_missing;
if(!(((data1 === "create") || (data1 === "report")) || (data1 === "hold"))){
const err6 = {instancePath:instancePath+"/on_missing",schemaPath:"#/properties/on_missing/enum",keyword:"enum",params:{allowedValues: schema15.properties.on_missing.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.on_missing.enum,parentSchema:schema15.properties.on_missing,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.on_delete !== undefined && func0.call(data, "on_delete")){
let data2 = data.on_delete;
if((typeof data2 !== "string") && (!(data2 && typeof data2 == "object" && !Array.isArray(data2)))){
const err7 = {instancePath:instancePath+"/on_delete",schemaPath:"#/properties/on_delete/type",keyword:"type",params:{type: schema15.properties.on_delete.type},message:"must be string,object",schema:schema15.properties.on_delete.type,parentSchema:schema15.properties.on_delete,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const _errs7 = errors;
let valid1 = true;
const _errs8 = errors;
if(typeof data2 !== "string"){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid0 = _errs8 === errors;
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs10 = errors;
if(!(((data2 === "report") || (data2 === "hold")) || (data2 === "delete"))){
const err9 = {instancePath:instancePath+"/on_delete",schemaPath:"#/properties/on_delete/then/enum",keyword:"enum",params:{allowedValues: schema15.properties.on_delete.then.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.on_delete.then.enum,parentSchema:schema15.properties.on_delete.then,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid0 = _errs10 === errors;
valid1 = _valid0;
}
if(!valid1){
const err10 = {instancePath:instancePath+"/on_delete",schemaPath:"#/properties/on_delete/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema15.properties.on_delete.if,parentSchema:schema15.properties.on_delete,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if((data2.deactivate === undefined) || (!(func0.call(data2, "deactivate")))){
const err11 = {instancePath:instancePath+"/on_delete",schemaPath:"#/properties/on_delete/required",keyword:"required",params:{missingProperty: "deactivate"},message:"must have required property '"+"deactivate"+"'",schema:schema15.properties.on_delete.required,parentSchema:schema15.properties.on_delete,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 of Object.keys(data2)){
if(!(key1 === "deactivate")){
const err12 = {instancePath:instancePath+"/on_delete",schemaPath:"#/properties/on_delete/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema15.properties.on_delete,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.deactivate !== undefined && func0.call(data2, "deactivate")){
let data3 = data2.deactivate;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err13 = {instancePath:instancePath+"/on_delete/deactivate",schemaPath:"#/properties/on_delete/properties/deactivate/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema15.properties.on_delete.properties.deactivate,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/on_delete/deactivate",schemaPath:"#/properties/on_delete/properties/deactivate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.properties.on_delete.properties.deactivate.type,parentSchema:schema15.properties.on_delete.properties.deactivate,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
}
if(data.on_orphan !== undefined && func0.call(data, "on_orphan")){
let data4 = data.on_orphan;
if(!(((data4 === "report") || (data4 === "hold")) || (data4 === "delete"))){
const err15 = {instancePath:instancePath+"/on_orphan",schemaPath:"#/properties/on_orphan/enum",keyword:"enum",params:{allowedValues: schema15.properties.on_orphan.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.on_orphan.enum,parentSchema:schema15.properties.on_orphan,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema16 = {"title":"RuleManifest","description":"A rule over one canonical record.","type":"object","additionalProperties":false,"required":["name","check","message"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the rule, unique in the entity.","examples":["de-needs-vat"]},"check":{"type":"string","minLength":1,"description":"JSONata that must be true.","examples":["country != 'DE' or $exists(vat_id)"]},"message":{"type":"string","minLength":1,"description":"What to tell a person when it is not.","examples":["German customers need a VAT id"]},"severity":{"enum":["error","warning"],"description":"`error` (default) holds the record in all replicas, `warning` tells.","examples":["warning"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"name":"positive","check":"credit >= 0","message":"Credit cannot be negative"}]};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.check === undefined) || (!(func0.call(data, "check")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "check"},message:"must have required property '"+"check"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.message === undefined) || (!(func0.call(data, "message")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((key0 === "name") || (key0 === "check")) || (key0 === "message")) || (key0 === "severity")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data0 = data.name;
if(typeof data0 === "string"){
if(func4(data0) > 64){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema16.properties.name,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern1.test(data0)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema16.properties.name,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.name.type,parentSchema:schema16.properties.name,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.check !== undefined && func0.call(data, "check")){
let data1 = data.check;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err7 = {instancePath:instancePath+"/check",schemaPath:"#/properties/check/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema16.properties.check,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/check",schemaPath:"#/properties/check/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.check.type,parentSchema:schema16.properties.check,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.message !== undefined && func0.call(data, "message")){
let data2 = data.message;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err9 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema16.properties.message,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.message.type,parentSchema:schema16.properties.message,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.severity !== undefined && func0.call(data, "severity")){
let data3 = data.severity;
if(!((data3 === "error") || (data3 === "warning"))){
const err11 = {instancePath:instancePath+"/severity",schemaPath:"#/properties/severity/enum",keyword:"enum",params:{allowedValues: schema16.properties.severity.enum},message:"must be equal to one of the allowed values",schema:schema16.properties.severity.enum,parentSchema:schema16.properties.severity,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.type,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema17 = {"title":"BindingManifest","description":"How one system holds the entity.","type":"object","additionalProperties":false,"required":["resource","id"],"properties":{"resource":{"type":"string","minLength":1,"description":"Table, view, file or collection in the system.","examples":["public.accounts"]},"id":{"type":["string","array"],"minLength":1,"minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1},"description":"The system's own key: one native field, or several in order.","examples":["id",["company","number"]]},"where":{"type":"string","minLength":1,"description":"Native filter, passed down as it is. A record that leaves the filter is out of scope, not deleted.","examples":["deleted_at is null"]},"fields":{"type":"object","additionalProperties":{"$ref":"#/$defs/FieldBinding"},"description":"One-to-one fields, both directions: canonical name to native name, or to the long form.","examples":[{"customer_no":"account_number","email":{"at":"email_address","codec":"lowercase"}}]},"read":{"type":"object","additionalProperties":{"type":"string","minLength":1,"description":"JSONata over the native record.","examples":["first_name & \" \" & last_name"]},"description":"Canonical field from JSONata over the native record.","examples":[{"name":"first_name & \" \" & last_name"}]},"write":{"type":"object","additionalProperties":{"type":"string","minLength":1,"description":"JSONata over the canonical record.","examples":["name & \" (\" & customer_no & \")\""]},"description":"Native field from JSONata over the canonical record.","examples":[{"display_name":"name & \" (\" & customer_no & \")\""}]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]},"version":{"description":"Native column that another value stands in after every change: writes are guarded by it. Short form: its name, kept by the system itself.","type":["string","object"],"minLength":1,"additionalProperties":false,"required":["at"],"properties":{"at":{"type":"string","minLength":1,"description":"Native column.","examples":["row_version"]},"increment":{"type":"boolean","description":"True where nobody counts it up but its writers: every update adds one. Default false.","examples":[true]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["row_version",{"at":"row_version","increment":true}]},"accept_unguarded":{"type":"string","minLength":1,"description":"The reason why writes that nothing guards are accepted here.","examples":["The vendor has no versions; nobody else edits this list."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"resource":"customers","id":"customer_id","fields":{"customer_no":"external_ref"}}]};
const schema18 = {"title":"FieldBindingManifest","description":"One field in one system. Short form: the native name.","type":["string","object"],"additionalProperties":false,"required":["at"],"properties":{"at":{"type":"string","minLength":1,"description":"Native field.","examples":["email_address"]},"codec":{"$ref":"#/$defs/Codecs","description":"Two-way codecs in reading order: one, or a list.","examples":["lowercase",{"date":"MM/DD/YYYY"},["trim","lowercase"]]},"ref":{"enum":["id","key"],"description":"For reference fields: whether the system stores its own id of the other record (default), or the canonical key.","examples":["key"]},"fill":{"enum":["always","if_empty","on_create"],"description":"When the replica gets the value: `always` (default), `if_empty`, or `on_create`.","examples":["if_empty"]},"on_foreign_edit":{"enum":["revert","hold","report"],"description":"What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.","examples":["hold"]},"mode":{"enum":["observe","enforce"],"description":"`enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.","examples":["observe"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"minLength":1,"examples":["account_number",{"at":"email_address","codec":"lowercase"}]};
const schema19 = {"title":"Codecs","description":"Codecs in reading order: one, or a list.","type":["string","object","array"],"minLength":1,"minProperties":1,"minItems":1,"items":{"$ref":"#/$defs/Codec"},"examples":["trim",{"values":"title"},["trim","lowercase"]],"additionalProperties":true};
const schema20 = {"title":"Codec","description":"One two-way codec: its name, or a map whose first key is its name and the others its options.","type":["string","object"],"minLength":1,"minProperties":1,"examples":["lowercase",{"date":"MM/DD/YYYY"},{"datetime":"YYYY-MM-DD HH:mm","zone":"Europe/Berlin"}],"additionalProperties":true};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema20.type},message:"must be string,object",schema:schema20.type,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err2 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema19.type},message:"must be string,object,array",schema:schema19.type,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err2 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate40(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err3 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate38.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema18.type},message:"must be string,object",schema:schema18.type,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.at === undefined) || (!(func0.call(data, "at")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "at") || (key0 === "codec")) || (key0 === "ref")) || (key0 === "fill")) || (key0 === "on_foreign_edit")) || (key0 === "mode")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.at !== undefined && func0.call(data, "at")){
let data0 = data.at;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/at",schemaPath:"#/properties/at/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema18.properties.at,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.at.type,parentSchema:schema18.properties.at,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.codec !== undefined && func0.call(data, "codec")){
if(!(validate39(data.codec, {instancePath:instancePath+"/codec",parentData:data,parentDataProperty:"codec",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
if(data.ref !== undefined && func0.call(data, "ref")){
let data2 = data.ref;
if(!((data2 === "id") || (data2 === "key"))){
const err6 = {instancePath:instancePath+"/ref",schemaPath:"#/properties/ref/enum",keyword:"enum",params:{allowedValues: schema18.properties.ref.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.ref.enum,parentSchema:schema18.properties.ref,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.fill !== undefined && func0.call(data, "fill")){
let data3 = data.fill;
if(!(((data3 === "always") || (data3 === "if_empty")) || (data3 === "on_create"))){
const err7 = {instancePath:instancePath+"/fill",schemaPath:"#/properties/fill/enum",keyword:"enum",params:{allowedValues: schema18.properties.fill.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.fill.enum,parentSchema:schema18.properties.fill,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.on_foreign_edit !== undefined && func0.call(data, "on_foreign_edit")){
let data4 = data.on_foreign_edit;
if(!(((data4 === "revert") || (data4 === "hold")) || (data4 === "report"))){
const err8 = {instancePath:instancePath+"/on_foreign_edit",schemaPath:"#/properties/on_foreign_edit/enum",keyword:"enum",params:{allowedValues: schema18.properties.on_foreign_edit.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.on_foreign_edit.enum,parentSchema:schema18.properties.on_foreign_edit,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.mode !== undefined && func0.call(data, "mode")){
let data5 = data.mode;
if(!((data5 === "observe") || (data5 === "enforce"))){
const err9 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema18.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.mode.enum,parentSchema:schema18.properties.mode,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
validate38.errors = vErrors;
return errors === 0;
}
validate38.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.resource === undefined) || (!(func0.call(data, "resource")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "resource"},message:"must have required property '"+"resource"+"'",schema:schema17.required,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.id === undefined) || (!(func0.call(data, "id")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema17.required,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema17.properties, key0)) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.resource !== undefined && func0.call(data, "resource")){
let data0 = data.resource;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err3 = {instancePath:instancePath+"/resource",schemaPath:"#/properties/resource/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.resource,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/resource",schemaPath:"#/properties/resource/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.resource.type,parentSchema:schema17.properties.resource,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.id !== undefined && func0.call(data, "id")){
let data1 = data.id;
if((typeof data1 !== "string") && (!(Array.isArray(data1)))){
const err5 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: schema17.properties.id.type},message:"must be string,array",schema:schema17.properties.id.type,parentSchema:schema17.properties.id,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err6 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.id,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(Array.isArray(data1)){
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.id,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err8 = {instancePath:instancePath+"/id/" + i0,schemaPath:"#/properties/id/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.id.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/id/" + i0,schemaPath:"#/properties/id/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.id.items.type,parentSchema:schema17.properties.id.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err10 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema17.properties.id,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
}
if(data.where !== undefined && func0.call(data, "where")){
let data3 = data.where;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err11 = {instancePath:instancePath+"/where",schemaPath:"#/properties/where/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.where,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/where",schemaPath:"#/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.where.type,parentSchema:schema17.properties.where,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.fields !== undefined && func0.call(data, "fields")){
let data4 = data.fields;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!(validate38(data4[key1], {instancePath:instancePath+"/fields/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.fields.type,parentSchema:schema17.properties.fields,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.read !== undefined && func0.call(data, "read")){
let data6 = data.read;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 of Object.keys(data6)){
let data7 = data6[key2];
if(typeof data7 === "string"){
if(func4(data7) < 1){
const err14 = {instancePath:instancePath+"/read/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/read/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.read.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/read/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/read/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.read.additionalProperties.type,parentSchema:schema17.properties.read.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/read",schemaPath:"#/properties/read/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.read.type,parentSchema:schema17.properties.read,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.write !== undefined && func0.call(data, "write")){
let data8 = data.write;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 of Object.keys(data8)){
let data9 = data8[key3];
if(typeof data9 === "string"){
if(func4(data9) < 1){
const err17 = {instancePath:instancePath+"/write/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/write/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.write.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/write/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/write/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.write.additionalProperties.type,parentSchema:schema17.properties.write.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/write",schemaPath:"#/properties/write/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.write.type,parentSchema:schema17.properties.write,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.on_foreign_edit !== undefined && func0.call(data, "on_foreign_edit")){
let data10 = data.on_foreign_edit;
if(!(((data10 === "revert") || (data10 === "hold")) || (data10 === "report"))){
const err20 = {instancePath:instancePath+"/on_foreign_edit",schemaPath:"#/properties/on_foreign_edit/enum",keyword:"enum",params:{allowedValues: schema17.properties.on_foreign_edit.enum},message:"must be equal to one of the allowed values",schema:schema17.properties.on_foreign_edit.enum,parentSchema:schema17.properties.on_foreign_edit,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.mode !== undefined && func0.call(data, "mode")){
let data11 = data.mode;
if(!((data11 === "observe") || (data11 === "enforce"))){
const err21 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema17.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema17.properties.mode.enum,parentSchema:schema17.properties.mode,data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data12 = data.version;
if((typeof data12 !== "string") && (!(data12 && typeof data12 == "object" && !Array.isArray(data12)))){
const err22 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: schema17.properties.version.type},message:"must be string,object",schema:schema17.properties.version.type,parentSchema:schema17.properties.version,data:data12};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data12 === "string"){
if(func4(data12) < 1){
const err23 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.version,data:data12};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if((data12.at === undefined) || (!(func0.call(data12, "at")))){
const err24 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema17.properties.version.required,parentSchema:schema17.properties.version,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key4 of Object.keys(data12)){
if(!(((key4 === "at") || (key4 === "increment")) || (pattern0.test(key4)))){
const err25 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema17.properties.version,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data12.at !== undefined && func0.call(data12, "at")){
let data13 = data12.at;
if(typeof data13 === "string"){
if(func4(data13) < 1){
const err26 = {instancePath:instancePath+"/version/at",schemaPath:"#/properties/version/properties/at/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.version.properties.at,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/version/at",schemaPath:"#/properties/version/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.version.properties.at.type,parentSchema:schema17.properties.version.properties.at,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data12.increment !== undefined && func0.call(data12, "increment")){
let data14 = data12.increment;
if(typeof data14 !== "boolean"){
const err28 = {instancePath:instancePath+"/version/increment",schemaPath:"#/properties/version/properties/increment/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema17.properties.version.properties.increment.type,parentSchema:schema17.properties.version.properties.increment,data:data14};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
}
if(data.accept_unguarded !== undefined && func0.call(data, "accept_unguarded")){
let data15 = data.accept_unguarded;
if(typeof data15 === "string"){
if(func4(data15) < 1){
const err29 = {instancePath:instancePath+"/accept_unguarded",schemaPath:"#/properties/accept_unguarded/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.accept_unguarded,data:data15};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/accept_unguarded",schemaPath:"#/properties/accept_unguarded/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.accept_unguarded.type,parentSchema:schema17.properties.accept_unguarded,data:data15};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/entity.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.key === undefined) || (!(func0.call(data, "key")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.fields === undefined) || (!(func0.call(data, "fields")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fields"},message:"must have required property '"+"fields"+"'",schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((data.systems === undefined) || (!(func0.call(data, "systems")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "systems"},message:"must have required property '"+"systems"+"'",schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema10.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("entity" !== data0){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "entity"},message:"must be equal to constant",schema:"entity",parentSchema:schema10.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema10.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern1.test(data1)){
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema10.properties.name,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.name.type,parentSchema:schema10.properties.name,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err10 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.title,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.title.type,parentSchema:schema10.properties.title,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.description,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.description.type,parentSchema:schema10.properties.description,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.key !== undefined && func0.call(data, "key")){
let data4 = data.key;
if((typeof data4 !== "string") && (!(Array.isArray(data4)))){
const err14 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: schema10.properties.key.type},message:"must be string,array",schema:schema10.properties.key.type,parentSchema:schema10.properties.key,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err15 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.key,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(Array.isArray(data4)){
if(data4.length < 1){
const err16 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema10.properties.key,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err17 = {instancePath:instancePath+"/key/" + i0,schemaPath:"#/properties/key/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.key.items,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/key/" + i0,schemaPath:"#/properties/key/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.key.items.type,parentSchema:schema10.properties.key.items,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
let i1 = data4.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data4[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err19 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema10.properties.key,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
}
if(data.fields !== undefined && func0.call(data, "fields")){
let data6 = data.fields;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err20 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema10.properties.fields,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key1 of Object.keys(data6)){
const _errs15 = errors;
if(typeof key1 === "string"){
if(func4(key1) > 64){
const err21 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema10.properties.fields.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern1.test(key1)){
const err22 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema10.properties.fields.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var valid4 = _errs15 === errors;
if(!valid4){
const err23 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema10.properties.fields.propertyNames,parentSchema:schema10.properties.fields,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
for(const key2 of Object.keys(data6)){
if(!(validate22(data6[key2], {instancePath:instancePath+"/fields/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err24 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema10.properties.fields.type,parentSchema:schema10.properties.fields,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.groups !== undefined && func0.call(data, "groups")){
let data8 = data.groups;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 of Object.keys(data8)){
const _errs20 = errors;
if(typeof key3 === "string"){
if(func4(key3) > 64){
const err25 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema10.properties.groups.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!pattern1.test(key3)){
const err26 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema10.properties.groups.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var valid6 = _errs20 === errors;
if(!valid6){
const err27 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema10.properties.groups.propertyNames,parentSchema:schema10.properties.groups,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
for(const key4 of Object.keys(data8)){
let data9 = data8[key4];
if(Array.isArray(data9)){
if(data9.length < 1){
const err28 = {instancePath:instancePath+"/groups/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema10.properties.groups.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
const len1 = data9.length;
for(let i2=0; i2<len1; i2++){
let data10 = data9[i2];
if(typeof data10 === "string"){
if(func4(data10) < 1){
const err29 = {instancePath:instancePath+"/groups/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i2,schemaPath:"#/properties/groups/additionalProperties/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.groups.additionalProperties.items,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/groups/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i2,schemaPath:"#/properties/groups/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.groups.additionalProperties.items.type,parentSchema:schema10.properties.groups.additionalProperties.items,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
let i3 = data9.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data9[i3];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err31 = {instancePath:instancePath+"/groups/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema10.properties.groups.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
break;
}
indices1[item1] = i3;
}
}
}
else {
const err32 = {instancePath:instancePath+"/groups/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema10.properties.groups.additionalProperties.type,parentSchema:schema10.properties.groups.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema10.properties.groups.type,parentSchema:schema10.properties.groups,data:data8};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.lifecycle !== undefined && func0.call(data, "lifecycle")){
if(!(validate33(data.lifecycle, {instancePath:instancePath+"/lifecycle",parentData:data,parentDataProperty:"lifecycle",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
let data12 = data.match;
if(Array.isArray(data12)){
if(data12.length < 1){
const err34 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema10.properties.match,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len2 = data12.length;
for(let i4=0; i4<len2; i4++){
let data13 = data12[i4];
if((typeof data13 !== "string") && (!(Array.isArray(data13)))){
const err35 = {instancePath:instancePath+"/match/" + i4,schemaPath:"#/properties/match/items/type",keyword:"type",params:{type: schema10.properties.match.items.type},message:"must be string,array",schema:schema10.properties.match.items.type,parentSchema:schema10.properties.match.items,data:data13};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(typeof data13 === "string"){
if(func4(data13) < 1){
const err36 = {instancePath:instancePath+"/match/" + i4,schemaPath:"#/properties/match/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.match.items,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(Array.isArray(data13)){
if(data13.length < 1){
const err37 = {instancePath:instancePath+"/match/" + i4,schemaPath:"#/properties/match/items/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema10.properties.match.items,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len3 = data13.length;
for(let i5=0; i5<len3; i5++){
let data14 = data13[i5];
if(typeof data14 === "string"){
if(func4(data14) < 1){
const err38 = {instancePath:instancePath+"/match/" + i4+"/" + i5,schemaPath:"#/properties/match/items/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema10.properties.match.items.items,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/match/" + i4+"/" + i5,schemaPath:"#/properties/match/items/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.properties.match.items.items.type,parentSchema:schema10.properties.match.items.items,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema10.properties.match.type,parentSchema:schema10.properties.match,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.rules !== undefined && func0.call(data, "rules")){
let data15 = data.rules;
if(Array.isArray(data15)){
const len4 = data15.length;
for(let i6=0; i6<len4; i6++){
if(!(validate35(data15[i6], {instancePath:instancePath+"/rules/" + i6,parentData:data15,parentDataProperty:i6,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
const err41 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema10.properties.rules.type,parentSchema:schema10.properties.rules,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.on_foreign_edit !== undefined && func0.call(data, "on_foreign_edit")){
let data17 = data.on_foreign_edit;
if(!(((data17 === "revert") || (data17 === "hold")) || (data17 === "report"))){
const err42 = {instancePath:instancePath+"/on_foreign_edit",schemaPath:"#/properties/on_foreign_edit/enum",keyword:"enum",params:{allowedValues: schema10.properties.on_foreign_edit.enum},message:"must be equal to one of the allowed values",schema:schema10.properties.on_foreign_edit.enum,parentSchema:schema10.properties.on_foreign_edit,data:data17};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.mode !== undefined && func0.call(data, "mode")){
let data18 = data.mode;
if(!((data18 === "observe") || (data18 === "enforce"))){
const err43 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema10.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema10.properties.mode.enum,parentSchema:schema10.properties.mode,data:data18};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.systems !== undefined && func0.call(data, "systems")){
let data19 = data.systems;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key5 of Object.keys(data19)){
const _errs40 = errors;
if(typeof key5 === "string"){
if(func4(key5) > 64){
const err44 = {instancePath:instancePath+"/systems",schemaPath:"#/properties/systems/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema10.properties.systems.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern1.test(key5)){
const err45 = {instancePath:instancePath+"/systems",schemaPath:"#/properties/systems/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema10.properties.systems.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
var valid17 = _errs40 === errors;
if(!valid17){
const err46 = {instancePath:instancePath+"/systems",schemaPath:"#/properties/systems/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema10.properties.systems.propertyNames,parentSchema:schema10.properties.systems,data:data19};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
for(const key6 of Object.keys(data19)){
if(!(validate37(data19[key6], {instancePath:instancePath+"/systems/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data19,parentDataProperty:key6,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
else {
const err47 = {instancePath:instancePath+"/systems",schemaPath:"#/properties/systems/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema10.properties.systems.type,parentSchema:schema10.properties.systems,data:data19};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema10.type,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const policy = validate45;
const schema21 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/policy.schema.json","title":"PolicyManifest","description":"What a plan may do at most, which changes wait for a person, and when systems may be written.","type":"object","additionalProperties":false,"required":["kind","name"],"properties":{"kind":{"const":"policy","description":"What this document declares.","examples":["policy"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the policy, unique among all documents of this kind.","examples":["safety"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["Safety limits"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"groups":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":128,"pattern":"^[^ \\t\\r\\n](.*[^ \\t\\r\\n])?$"},"description":"People of the group, as `CONCORDAT_ACTOR` or the CI names them.","examples":[["ann","bob"]]},"description":"Who may decide for which group. A group that several policies name has the people of all; one that none names accepts anybody who claims it.","examples":[{"finance":["ann","bob"],"pricing":["carl@example.com"]}]},"limits":{"type":"array","items":{"$ref":"#/$defs/Limit"},"description":"Caps on records per entity, system and action, checked before the first write and while running.","examples":[[{"entity":"customer","action":"delete","max":5,"ratio":"1%"}]]},"guards":{"type":"array","items":{"$ref":"#/$defs/Guard"},"description":"Hold only the suspicious change.","examples":[[{"entity":"product","field":"list_price","factor":2,"hold_for":"pricing"}]]},"approvals":{"type":"array","items":{"$ref":"#/$defs/Approval"},"description":"Changes that need a person's yes.","examples":[[{"term":"iban","from":"finance","count":1,"four_eyes":true,"expires":"4h"}]]},"windows":{"type":"array","items":{"$ref":"#/$defs/Window"},"description":"When systems may be written. Several windows of one system add up.","examples":[[{"system":"erp","allow":"Mon-Fri 06:00-20:00 Europe/Berlin"}]]},"sources":{"type":"array","items":{"$ref":"#/$defs/Source"},"description":"How far a source may shrink between two reads and still count as read in full.","examples":[[{"entity":"customer","system":"crm","minimum":"50%"}]]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"Limit":{"title":"LimitManifest","description":"A cap. Both numbers given: the smaller stands.","type":"object","additionalProperties":false,"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that it caps. Default: every entity, each on its own.","examples":["customer"]},"system":{"type":"string","minLength":1,"description":"System that it caps. Default: every system, each on its own.","examples":["erp"]},"action":{"enum":["create","update","delete","clear"],"description":"Action that it caps; `clear` counts fields that become empty. Default: every action, each on its own.","examples":["delete"]},"max":{"type":"integer","minimum":0,"description":"Most records.","examples":[5]},"ratio":{"type":["string","number"],"minimum":0,"maximum":1,"pattern":"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$","description":"Most records as a share of the live ones: a percentage, or a number from 0 to 1.","examples":["1%",0.01]},"from":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that may let one plan cross it. Default: anybody but who made the plan.","examples":["operations"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"customer","action":"delete","max":5,"ratio":"1%"}]},"Guard":{"title":"GuardManifest","description":"Holds a change whose value moves suspiciously.","type":"object","additionalProperties":false,"required":["entity","field","hold_for"],"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that it is about.","examples":["customer"]},"field":{"type":"string","minLength":1,"description":"Canonical field that it watches.","examples":["list_price"]},"factor":{"type":"number","exclusiveMinimum":1,"description":"Holds when after over before is above this, or under one over this.","examples":[2]},"minimum":{"type":["string","number"],"description":"Holds a value below this.","examples":[0]},"maximum":{"type":["string","number"],"description":"Holds a value above this.","examples":[100000]},"transitions":{"type":"object","minProperties":1,"additionalProperties":{"type":["string","array"],"items":{"type":"string"},"description":"Values that may follow.","examples":[["active","closed"]]},"description":"Allowed moves, from a value to one value or several; every other move is held.","examples":[{"draft":["active"],"active":["closed"]}]},"first_seen":{"enum":["shape"],"description":"`shape` holds a value in a form that no current value of the field has: letters where digits were, another number of digits, other punctuation. For codes and numbers, not for free text.","examples":["shape"]},"hold_for":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that decides.","examples":["pricing"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"product","field":"list_price","factor":2,"hold_for":"pricing"}]},"Approval":{"title":"ApprovalManifest","description":"Changes that need a person's yes: of a term, of an entity, or of one of its fields.","type":"object","additionalProperties":false,"required":["from"],"properties":{"term":{"type":"string","minLength":1,"description":"Every field of this term.","examples":["iban"]},"entity":{"type":"string","minLength":1,"description":"Every change of this entity, or of one field of it.","examples":["customer"]},"field":{"type":"string","minLength":1,"description":"Field of the entity.","examples":["credit"]},"action":{"enum":["create","update","delete"],"description":"Only this action. Default: every action.","examples":["delete"]},"from":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that decides.","examples":["finance"]},"count":{"type":"integer","minimum":1,"maximum":100,"description":"How many people must say yes. Default 1.","examples":[1]},"four_eyes":{"type":"boolean","description":"True (default) when who made the change may not approve it.","examples":[true]},"expires":{"type":"string","pattern":"^[1-9][0-9]{0,8}(s|m|min|h|d)$","description":"How long a yes holds. Default: as long as the plan.","examples":["4h","30m"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"term":"iban","from":"finance","count":1,"four_eyes":true,"expires":"4h"}]},"Source":{"title":"SourceManifest","description":"How far one source may shrink between two reads and still count as read in full.","type":"object","additionalProperties":false,"required":["entity","system","minimum"],"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that is read.","examples":["customer"]},"system":{"type":"string","minLength":1,"description":"System that it is read from.","examples":["crm"]},"minimum":{"type":["string","number"],"minimum":0,"maximum":1,"pattern":"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$","description":"Least share of the records of the last complete read: a percentage, or a number from 0 to 1. Default 80%.","examples":["50%",0.5]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"customer","system":"crm","minimum":"50%"}]},"Window":{"title":"WindowManifest","description":"When one system may be written.","type":"object","additionalProperties":false,"required":["system","allow"],"properties":{"system":{"type":"string","minLength":1,"description":"System that it is about.","examples":["erp"]},"allow":{"type":"string","minLength":1,"description":"Days, hours and time zone.","examples":["Mon-Fri 06:00-20:00 Europe/Berlin","Sat,Sun 00:00-24:00 UTC"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"system":"erp","allow":"Mon-Fri 06:00-20:00 Europe/Berlin"}]}}};
const pattern35 = new RegExp("^[^ \\t\\r\\n](.*[^ \\t\\r\\n])?$", "u");
const schema22 = {"title":"LimitManifest","description":"A cap. Both numbers given: the smaller stands.","type":"object","additionalProperties":false,"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that it caps. Default: every entity, each on its own.","examples":["customer"]},"system":{"type":"string","minLength":1,"description":"System that it caps. Default: every system, each on its own.","examples":["erp"]},"action":{"enum":["create","update","delete","clear"],"description":"Action that it caps; `clear` counts fields that become empty. Default: every action, each on its own.","examples":["delete"]},"max":{"type":"integer","minimum":0,"description":"Most records.","examples":[5]},"ratio":{"type":["string","number"],"minimum":0,"maximum":1,"pattern":"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$","description":"Most records as a share of the live ones: a percentage, or a number from 0 to 1.","examples":["1%",0.01]},"from":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that may let one plan cross it. Default: anybody but who made the plan.","examples":["operations"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"customer","action":"delete","max":5,"ratio":"1%"}]};
const pattern37 = new RegExp("^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$", "u");

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "entity") || (key0 === "system")) || (key0 === "action")) || (key0 === "max")) || (key0 === "ratio")) || (key0 === "from")) || (pattern0.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.entity !== undefined && func0.call(data, "entity")){
let data0 = data.entity;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err1 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema22.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.entity.type,parentSchema:schema22.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.system !== undefined && func0.call(data, "system")){
let data1 = data.system;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err3 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema22.properties.system,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.system.type,parentSchema:schema22.properties.system,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.action !== undefined && func0.call(data, "action")){
let data2 = data.action;
if(!((((data2 === "create") || (data2 === "update")) || (data2 === "delete")) || (data2 === "clear"))){
const err5 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema22.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema22.properties.action.enum,parentSchema:schema22.properties.action,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.max !== undefined && func0.call(data, "max")){
let data3 = data.max;
if(!((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3)))){
const err6 = {instancePath:instancePath+"/max",schemaPath:"#/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.max.type,parentSchema:schema22.properties.max,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 < 0 || isNaN(data3)){
const err7 = {instancePath:instancePath+"/max",schemaPath:"#/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema22.properties.max,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.ratio !== undefined && func0.call(data, "ratio")){
let data4 = data.ratio;
if((typeof data4 !== "string") && (!(typeof data4 == "number"))){
const err8 = {instancePath:instancePath+"/ratio",schemaPath:"#/properties/ratio/type",keyword:"type",params:{type: schema22.properties.ratio.type},message:"must be string,number",schema:schema22.properties.ratio.type,parentSchema:schema22.properties.ratio,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data4 == "number"){
if(data4 > 1 || isNaN(data4)){
const err9 = {instancePath:instancePath+"/ratio",schemaPath:"#/properties/ratio/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema22.properties.ratio,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err10 = {instancePath:instancePath+"/ratio",schemaPath:"#/properties/ratio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema22.properties.ratio,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(typeof data4 === "string"){
if(!pattern37.test(data4)){
const err11 = {instancePath:instancePath+"/ratio",schemaPath:"#/properties/ratio/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$"},message:"must match pattern \""+"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$"+"\"",schema:"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$",parentSchema:schema22.properties.ratio,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data.from !== undefined && func0.call(data, "from")){
let data5 = data.from;
if(typeof data5 === "string"){
if(func4(data5) > 64){
const err12 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema22.properties.from,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern1.test(data5)){
const err13 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema22.properties.from,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.from.type,parentSchema:schema22.properties.from,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema23 = {"title":"GuardManifest","description":"Holds a change whose value moves suspiciously.","type":"object","additionalProperties":false,"required":["entity","field","hold_for"],"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that it is about.","examples":["customer"]},"field":{"type":"string","minLength":1,"description":"Canonical field that it watches.","examples":["list_price"]},"factor":{"type":"number","exclusiveMinimum":1,"description":"Holds when after over before is above this, or under one over this.","examples":[2]},"minimum":{"type":["string","number"],"description":"Holds a value below this.","examples":[0]},"maximum":{"type":["string","number"],"description":"Holds a value above this.","examples":[100000]},"transitions":{"type":"object","minProperties":1,"additionalProperties":{"type":["string","array"],"items":{"type":"string"},"description":"Values that may follow.","examples":[["active","closed"]]},"description":"Allowed moves, from a value to one value or several; every other move is held.","examples":[{"draft":["active"],"active":["closed"]}]},"first_seen":{"enum":["shape"],"description":"`shape` holds a value in a form that no current value of the field has: letters where digits were, another number of digits, other punctuation. For codes and numbers, not for free text.","examples":["shape"]},"hold_for":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that decides.","examples":["pricing"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"product","field":"list_price","factor":2,"hold_for":"pricing"}]};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.entity === undefined) || (!(func0.call(data, "entity")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "entity"},message:"must have required property '"+"entity"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.field === undefined) || (!(func0.call(data, "field")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "field"},message:"must have required property '"+"field"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.hold_for === undefined) || (!(func0.call(data, "hold_for")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "hold_for"},message:"must have required property '"+"hold_for"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((((key0 === "entity") || (key0 === "field")) || (key0 === "factor")) || (key0 === "minimum")) || (key0 === "maximum")) || (key0 === "transitions")) || (key0 === "first_seen")) || (key0 === "hold_for")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.entity !== undefined && func0.call(data, "entity")){
let data0 = data.entity;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.entity.type,parentSchema:schema23.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.field !== undefined && func0.call(data, "field")){
let data1 = data.field;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err6 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema23.properties.field,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.field.type,parentSchema:schema23.properties.field,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.factor !== undefined && func0.call(data, "factor")){
let data2 = data.factor;
if(typeof data2 == "number"){
if(data2 <= 1 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 1},message:"must be > 1",schema:1,parentSchema:schema23.properties.factor,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema23.properties.factor.type,parentSchema:schema23.properties.factor,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data3 = data.minimum;
if((typeof data3 !== "string") && (!(typeof data3 == "number"))){
const err10 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema23.properties.minimum.type},message:"must be string,number",schema:schema23.properties.minimum.type,parentSchema:schema23.properties.minimum,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.maximum !== undefined && func0.call(data, "maximum")){
let data4 = data.maximum;
if((typeof data4 !== "string") && (!(typeof data4 == "number"))){
const err11 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: schema23.properties.maximum.type},message:"must be string,number",schema:schema23.properties.maximum.type,parentSchema:schema23.properties.maximum,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.transitions !== undefined && func0.call(data, "transitions")){
let data5 = data.transitions;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err12 = {instancePath:instancePath+"/transitions",schemaPath:"#/properties/transitions/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema23.properties.transitions,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 of Object.keys(data5)){
let data6 = data5[key1];
if((typeof data6 !== "string") && (!(Array.isArray(data6)))){
const err13 = {instancePath:instancePath+"/transitions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/transitions/additionalProperties/type",keyword:"type",params:{type: schema23.properties.transitions.additionalProperties.type},message:"must be string,array",schema:schema23.properties.transitions.additionalProperties.type,parentSchema:schema23.properties.transitions.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 !== "string"){
const err14 = {instancePath:instancePath+"/transitions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/transitions/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.transitions.additionalProperties.items.type,parentSchema:schema23.properties.transitions.additionalProperties.items,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
}
}
else {
const err15 = {instancePath:instancePath+"/transitions",schemaPath:"#/properties/transitions/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.transitions.type,parentSchema:schema23.properties.transitions,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.first_seen !== undefined && func0.call(data, "first_seen")){
let data8 = data.first_seen;
if(!(data8 === "shape")){
const err16 = {instancePath:instancePath+"/first_seen",schemaPath:"#/properties/first_seen/enum",keyword:"enum",params:{allowedValues: schema23.properties.first_seen.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.first_seen.enum,parentSchema:schema23.properties.first_seen,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.hold_for !== undefined && func0.call(data, "hold_for")){
let data9 = data.hold_for;
if(typeof data9 === "string"){
if(func4(data9) > 64){
const err17 = {instancePath:instancePath+"/hold_for",schemaPath:"#/properties/hold_for/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema23.properties.hold_for,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!pattern1.test(data9)){
const err18 = {instancePath:instancePath+"/hold_for",schemaPath:"#/properties/hold_for/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema23.properties.hold_for,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/hold_for",schemaPath:"#/properties/hold_for/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.hold_for.type,parentSchema:schema23.properties.hold_for,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema24 = {"title":"ApprovalManifest","description":"Changes that need a person's yes: of a term, of an entity, or of one of its fields.","type":"object","additionalProperties":false,"required":["from"],"properties":{"term":{"type":"string","minLength":1,"description":"Every field of this term.","examples":["iban"]},"entity":{"type":"string","minLength":1,"description":"Every change of this entity, or of one field of it.","examples":["customer"]},"field":{"type":"string","minLength":1,"description":"Field of the entity.","examples":["credit"]},"action":{"enum":["create","update","delete"],"description":"Only this action. Default: every action.","examples":["delete"]},"from":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Group that decides.","examples":["finance"]},"count":{"type":"integer","minimum":1,"maximum":100,"description":"How many people must say yes. Default 1.","examples":[1]},"four_eyes":{"type":"boolean","description":"True (default) when who made the change may not approve it.","examples":[true]},"expires":{"type":"string","pattern":"^[1-9][0-9]{0,8}(s|m|min|h|d)$","description":"How long a yes holds. Default: as long as the plan.","examples":["4h","30m"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"term":"iban","from":"finance","count":1,"four_eyes":true,"expires":"4h"}]};
const pattern43 = new RegExp("^[1-9][0-9]{0,8}(s|m|min|h|d)$", "u");

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate50.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.from === undefined) || (!(func0.call(data, "from")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((((key0 === "term") || (key0 === "entity")) || (key0 === "field")) || (key0 === "action")) || (key0 === "from")) || (key0 === "count")) || (key0 === "four_eyes")) || (key0 === "expires")) || (pattern0.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.term !== undefined && func0.call(data, "term")){
let data0 = data.term;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err2 = {instancePath:instancePath+"/term",schemaPath:"#/properties/term/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.term,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/term",schemaPath:"#/properties/term/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.term.type,parentSchema:schema24.properties.term,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.entity !== undefined && func0.call(data, "entity")){
let data1 = data.entity;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err4 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.entity,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.entity.type,parentSchema:schema24.properties.entity,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.field !== undefined && func0.call(data, "field")){
let data2 = data.field;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err6 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.field,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.field.type,parentSchema:schema24.properties.field,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.action !== undefined && func0.call(data, "action")){
let data3 = data.action;
if(!(((data3 === "create") || (data3 === "update")) || (data3 === "delete"))){
const err8 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema24.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema24.properties.action.enum,parentSchema:schema24.properties.action,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
let data4 = data.from;
if(typeof data4 === "string"){
if(func4(data4) > 64){
const err9 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema24.properties.from,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern1.test(data4)){
const err10 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema24.properties.from,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.from.type,parentSchema:schema24.properties.from,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.count !== undefined && func0.call(data, "count")){
let data5 = data.count;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err12 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema24.properties.count.type,parentSchema:schema24.properties.count,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data5 == "number"){
if(data5 > 100 || isNaN(data5)){
const err13 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema24.properties.count,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err14 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema24.properties.count,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.four_eyes !== undefined && func0.call(data, "four_eyes")){
let data6 = data.four_eyes;
if(typeof data6 !== "boolean"){
const err15 = {instancePath:instancePath+"/four_eyes",schemaPath:"#/properties/four_eyes/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema24.properties.four_eyes.type,parentSchema:schema24.properties.four_eyes,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.expires !== undefined && func0.call(data, "expires")){
let data7 = data.expires;
if(typeof data7 === "string"){
if(!pattern43.test(data7)){
const err16 = {instancePath:instancePath+"/expires",schemaPath:"#/properties/expires/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,8}(s|m|min|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,8}(s|m|min|h|d)$"+"\"",schema:"^[1-9][0-9]{0,8}(s|m|min|h|d)$",parentSchema:schema24.properties.expires,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/expires",schemaPath:"#/properties/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.expires.type,parentSchema:schema24.properties.expires,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.type,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}
validate50.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema25 = {"title":"WindowManifest","description":"When one system may be written.","type":"object","additionalProperties":false,"required":["system","allow"],"properties":{"system":{"type":"string","minLength":1,"description":"System that it is about.","examples":["erp"]},"allow":{"type":"string","minLength":1,"description":"Days, hours and time zone.","examples":["Mon-Fri 06:00-20:00 Europe/Berlin","Sat,Sun 00:00-24:00 UTC"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"system":"erp","allow":"Mon-Fri 06:00-20:00 Europe/Berlin"}]};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.system === undefined) || (!(func0.call(data, "system")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "system"},message:"must have required property '"+"system"+"'",schema:schema25.required,parentSchema:schema25,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.allow === undefined) || (!(func0.call(data, "allow")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "allow"},message:"must have required property '"+"allow"+"'",schema:schema25.required,parentSchema:schema25,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "system") || (key0 === "allow")) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema25,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.system !== undefined && func0.call(data, "system")){
let data0 = data.system;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err3 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema25.properties.system,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.properties.system.type,parentSchema:schema25.properties.system,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.allow !== undefined && func0.call(data, "allow")){
let data1 = data.allow;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err5 = {instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema25.properties.allow,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/allow",schemaPath:"#/properties/allow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.properties.allow.type,parentSchema:schema25.properties.allow,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema26 = {"title":"SourceManifest","description":"How far one source may shrink between two reads and still count as read in full.","type":"object","additionalProperties":false,"required":["entity","system","minimum"],"properties":{"entity":{"type":"string","minLength":1,"description":"Entity that is read.","examples":["customer"]},"system":{"type":"string","minLength":1,"description":"System that it is read from.","examples":["crm"]},"minimum":{"type":["string","number"],"minimum":0,"maximum":1,"pattern":"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$","description":"Least share of the records of the last complete read: a percentage, or a number from 0 to 1. Default 80%.","examples":["50%",0.5]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"entity":"customer","system":"crm","minimum":"50%"}]};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate54.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.entity === undefined) || (!(func0.call(data, "entity")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "entity"},message:"must have required property '"+"entity"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.system === undefined) || (!(func0.call(data, "system")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "system"},message:"must have required property '"+"system"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.minimum === undefined) || (!(func0.call(data, "minimum")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "minimum"},message:"must have required property '"+"minimum"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((key0 === "entity") || (key0 === "system")) || (key0 === "minimum")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.entity !== undefined && func0.call(data, "entity")){
let data0 = data.entity;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.entity.type,parentSchema:schema26.properties.entity,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.system !== undefined && func0.call(data, "system")){
let data1 = data.system;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err6 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema26.properties.system,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.system.type,parentSchema:schema26.properties.system,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.minimum !== undefined && func0.call(data, "minimum")){
let data2 = data.minimum;
if((typeof data2 !== "string") && (!(typeof data2 == "number"))){
const err8 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: schema26.properties.minimum.type},message:"must be string,number",schema:schema26.properties.minimum.type,parentSchema:schema26.properties.minimum,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data2 == "number"){
if(data2 > 1 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema26.properties.minimum,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err10 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26.properties.minimum,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(typeof data2 === "string"){
if(!pattern37.test(data2)){
const err11 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$"},message:"must match pattern \""+"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$"+"\"",schema:"^[0-9]{1,3}([.][0-9]{1,6})?[ ]?%$",parentSchema:schema26.properties.minimum,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate54.errors = vErrors;
return errors === 0;
}
validate54.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/policy.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate45.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema21.properties, key0)) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("policy" !== data0){
const err3 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "policy"},message:"must be equal to constant",schema:"policy",parentSchema:schema21.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema21.properties.name,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern1.test(data1)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema21.properties.name,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.name.type,parentSchema:schema21.properties.name,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err7 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.title,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.title.type,parentSchema:schema21.properties.title,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.description,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.description.type,parentSchema:schema21.properties.description,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.groups !== undefined && func0.call(data, "groups")){
let data4 = data.groups;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
const _errs11 = errors;
if(typeof key1 === "string"){
if(func4(key1) > 64){
const err11 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema21.properties.groups.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern1.test(key1)){
const err12 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema21.properties.groups.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
const err13 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema21.properties.groups.propertyNames,parentSchema:schema21.properties.groups,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
for(const key2 of Object.keys(data4)){
let data5 = data4[key2];
if(Array.isArray(data5)){
if(data5.length < 1){
const err14 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema21.properties.groups.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(func4(data6) > 128){
const err15 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/groups/additionalProperties/items/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters",schema:128,parentSchema:schema21.properties.groups.additionalProperties.items,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func4(data6) < 1){
const err16 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/groups/additionalProperties/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema21.properties.groups.additionalProperties.items,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern35.test(data6)){
const err17 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/groups/additionalProperties/items/pattern",keyword:"pattern",params:{pattern: "^[^ \\t\\r\\n](.*[^ \\t\\r\\n])?$"},message:"must match pattern \""+"^[^ \\t\\r\\n](.*[^ \\t\\r\\n])?$"+"\"",schema:"^[^ \\t\\r\\n](.*[^ \\t\\r\\n])?$",parentSchema:schema21.properties.groups.additionalProperties.items,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/groups/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.groups.additionalProperties.items.type,parentSchema:schema21.properties.groups.additionalProperties.items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
let i1 = data5.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data5[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err19 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema21.properties.groups.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err20 = {instancePath:instancePath+"/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/groups/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.groups.additionalProperties.type,parentSchema:schema21.properties.groups.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/groups",schemaPath:"#/properties/groups/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.groups.type,parentSchema:schema21.properties.groups,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.limits !== undefined && func0.call(data, "limits")){
let data7 = data.limits;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i2=0; i2<len1; i2++){
if(!(validate46(data7[i2], {instancePath:instancePath+"/limits/" + i2,parentData:data7,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
}
else {
const err22 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.limits.type,parentSchema:schema21.properties.limits,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.guards !== undefined && func0.call(data, "guards")){
let data9 = data.guards;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i3=0; i3<len2; i3++){
if(!(validate48(data9[i3], {instancePath:instancePath+"/guards/" + i3,parentData:data9,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
}
else {
const err23 = {instancePath:instancePath+"/guards",schemaPath:"#/properties/guards/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.guards.type,parentSchema:schema21.properties.guards,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.approvals !== undefined && func0.call(data, "approvals")){
let data11 = data.approvals;
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i4=0; i4<len3; i4++){
if(!(validate50(data11[i4], {instancePath:instancePath+"/approvals/" + i4,parentData:data11,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
}
else {
const err24 = {instancePath:instancePath+"/approvals",schemaPath:"#/properties/approvals/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.approvals.type,parentSchema:schema21.properties.approvals,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.windows !== undefined && func0.call(data, "windows")){
let data13 = data.windows;
if(Array.isArray(data13)){
const len4 = data13.length;
for(let i5=0; i5<len4; i5++){
if(!(validate52(data13[i5], {instancePath:instancePath+"/windows/" + i5,parentData:data13,parentDataProperty:i5,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err25 = {instancePath:instancePath+"/windows",schemaPath:"#/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.windows.type,parentSchema:schema21.properties.windows,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.sources !== undefined && func0.call(data, "sources")){
let data15 = data.sources;
if(Array.isArray(data15)){
const len5 = data15.length;
for(let i6=0; i6<len5; i6++){
if(!(validate54(data15[i6], {instancePath:instancePath+"/sources/" + i6,parentData:data15,parentDataProperty:i6,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
}
}
else {
const err26 = {instancePath:instancePath+"/sources",schemaPath:"#/properties/sources/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.sources.type,parentSchema:schema21.properties.sources,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.type,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}
validate45.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const route = validate56;
const schema27 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/route.schema.json","title":"RouteManifest","description":"Where alerts go, and which of them: one channel, and what it wants to hear.","type":"object","additionalProperties":false,"required":["kind","name","to"],"properties":{"kind":{"const":"route","description":"What this document declares.","examples":["route"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the route, unique among all documents of this kind. What was delivered is remembered under it.","examples":["finance-mail"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["Mail to finance"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"to":{"title":"Target","description":"The one channel of the route: email, slack, webhook or github.","type":"object","additionalProperties":false,"properties":{"email":{"$ref":"#/$defs/Email","description":"Mail over SMTP.","examples":[{"host":"smtp.example.com","from":"concordat@example.com","to":"finance@example.com"}]},"slack":{"$ref":"#/$defs/Slack","description":"An incoming webhook of Slack, or of what understands the same, e.g. Mattermost.","examples":[{"url":"${env:SLACK_WEBHOOK}"}]},"webhook":{"$ref":"#/$defs/Webhook","description":"An address of your own, which gets signed CloudEvents.","examples":[{"url":"https://ops.example.com/alerts","secret":"${env:ALERT_SECRET}"}]},"github":{"$ref":"#/$defs/GitHub","description":"Issues of a GitHub repository, one for each discrepancy.","examples":[{"repository":"acme/data","token":"${env:GITHUB_TOKEN}"}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"slack":{"url":"${env:SLACK_WEBHOOK}"}}]},"for":{"title":"Selection","description":"Which alerts; every key that is given must fit. Default: all.","type":"object","additionalProperties":false,"properties":{"kinds":{"type":["string","array"],"if":{"type":"string"},"then":{"enum":["failure","hold","fight","incomplete-read","stopped","not-run"]},"items":{"enum":["failure","hold","fight","incomplete-read","stopped","not-run"]},"minItems":1,"uniqueItems":true,"description":"Kinds of trouble, one or a list. Default: all.","examples":["failure",["failure","fight"]]},"entities":{"$ref":"#/$defs/Names","description":"Entities, one or a list. What is about no entity does not fit. Default: all.","examples":["customer",["customer","order"]]},"systems":{"$ref":"#/$defs/Names","description":"Systems, one or a list. What is about no system does not fit. Default: all.","examples":["erp"]},"severity":{"type":["string","array"],"if":{"type":"string"},"then":{"enum":["error","warning"]},"items":{"enum":["error","warning"]},"minItems":1,"uniqueItems":true,"description":"How grave, one or a list. Default: both.","examples":["error"]},"owners":{"$ref":"#/$defs/Names","description":"Owners: a system that owns the field or the record, a steward of the field's term, or the group that may decide. Default: all.","examples":["crm",["finance","anna@example.com"]]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"kinds":["failure","fight"],"systems":"erp"}]},"states":{"type":["string","array"],"if":{"type":"string"},"then":{"enum":["open","acknowledged","resolved"]},"items":{"enum":["open","acknowledged","resolved"]},"minItems":1,"uniqueItems":true,"description":"Changes of state that are told, one or a list. Default: open and resolved.","examples":["open",["open","acknowledged","resolved"]]},"heartbeat":{"type":"string","pattern":"^[1-9][0-9]{0,8}(s|m|min|h|d)$","description":"Alerts this route, as `not-run`, when no run ended within this time. Default: never.","examples":["26h"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"Names":{"type":["string","array"],"minLength":1,"items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true,"description":"One name or a list of names.","examples":["crm",["crm","erp"]]},"Email":{"title":"EmailManifest","description":"Mail over SMTP. TLS is required and verified, except on loopback.","type":"object","additionalProperties":false,"required":["host","from","to"],"properties":{"host":{"type":"string","minLength":1,"description":"Name of the mail server.","examples":["smtp.example.com"]},"port":{"type":["integer","string"],"minimum":1,"maximum":65535,"pattern":"^[$][{](env|file):[^{}]+[}]$","description":"Its port. On 465 TLS begins at once, elsewhere with STARTTLS. Default: 587.","examples":[587]},"user":{"type":"string","minLength":1,"description":"Login, when the server wants one.","examples":["concordat"]},"password":{"type":"string","minLength":1,"description":"Password of the login; a reference, never the password itself.","examples":["${env:SMTP_PASSWORD}"]},"from":{"type":"string","minLength":3,"description":"Address of the sender.","examples":["concordat@example.com"]},"to":{"$ref":"#/$defs/Names","description":"Addresses of the readers, one or a list.","examples":["finance@example.com",["anna@example.com","ben@example.com"]]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the server may be on loopback or in a private network.","examples":["The mail relay stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"host":"smtp.example.com","from":"concordat@example.com","to":"finance@example.com"}]},"Slack":{"title":"SlackManifest","description":"An incoming webhook. Short form: its address.","type":["string","object"],"minLength":1,"additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"description":"Address of the incoming webhook, which is a secret: a reference.","examples":["${env:SLACK_WEBHOOK}"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["Our chat server stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["${env:SLACK_WEBHOOK}",{"url":"${env:SLACK_WEBHOOK}"}]},"Webhook":{"title":"WebhookManifest","description":"An address that takes CloudEvents 1.0 in JSON, signed with HMAC-SHA-256.","type":"object","additionalProperties":false,"required":["url","secret"],"properties":{"url":{"type":"string","minLength":1,"description":"Address; https, or http on loopback.","examples":["https://ops.example.com/alerts"]},"secret":{"type":"string","minLength":1,"description":"Key of the signature, at least 24 characters, or whsec_ and base64; a reference.","examples":["${env:ALERT_SECRET}"]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["The receiver stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"url":"https://ops.example.com/alerts","secret":"${env:ALERT_SECRET}"}]},"GitHub":{"title":"GithubManifest","description":"Issues of one repository. The token needs the right to write issues.","type":"object","additionalProperties":false,"required":["repository","token"],"properties":{"repository":{"type":"string","pattern":"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$","description":"Owner and name.","examples":["acme/data"]},"token":{"type":"string","minLength":1,"description":"Token; a reference.","examples":["${env:GITHUB_TOKEN}"]},"labels":{"$ref":"#/$defs/Names","description":"Labels of new issues, beside `concordat`, by which they are found again. Default: none.","examples":[["data"]]},"api":{"type":"string","minLength":1,"description":"Base address of the API, for GitHub Enterprise. Default: https://api.github.com.","examples":["https://github.example.com/api/v3"]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["GitHub Enterprise stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"repository":"acme/data","token":"${env:GITHUB_TOKEN}"}]},"Ca":{"type":"string","minLength":1,"description":"Path of a PEM file, relative to the project.","examples":["certs/company-ca.pem"]},"AllowPrivate":{"type":"string","minLength":10,"description":"A reason in words.","examples":["The receiver stands in our own network."]}}};
const func393 = require("ajv/dist/runtime/equal").default;
const schema28 = {"title":"EmailManifest","description":"Mail over SMTP. TLS is required and verified, except on loopback.","type":"object","additionalProperties":false,"required":["host","from","to"],"properties":{"host":{"type":"string","minLength":1,"description":"Name of the mail server.","examples":["smtp.example.com"]},"port":{"type":["integer","string"],"minimum":1,"maximum":65535,"pattern":"^[$][{](env|file):[^{}]+[}]$","description":"Its port. On 465 TLS begins at once, elsewhere with STARTTLS. Default: 587.","examples":[587]},"user":{"type":"string","minLength":1,"description":"Login, when the server wants one.","examples":["concordat"]},"password":{"type":"string","minLength":1,"description":"Password of the login; a reference, never the password itself.","examples":["${env:SMTP_PASSWORD}"]},"from":{"type":"string","minLength":3,"description":"Address of the sender.","examples":["concordat@example.com"]},"to":{"$ref":"#/$defs/Names","description":"Addresses of the readers, one or a list.","examples":["finance@example.com",["anna@example.com","ben@example.com"]]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the server may be on loopback or in a private network.","examples":["The mail relay stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"host":"smtp.example.com","from":"concordat@example.com","to":"finance@example.com"}]};
const pattern51 = new RegExp("^[$][{](env|file):[^{}]+[}]$", "u");
const schema29 = {"type":["string","array"],"minLength":1,"items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":true,"description":"One name or a list of names.","examples":["crm",["crm","erp"]]};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate58.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema29.type},message:"must be string,array",schema:schema29.type,parentSchema:schema29,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema29,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err2 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema29,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema29.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.items.type,parentSchema:schema29.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
let i1 = data.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err5 = {instancePath,schemaPath:"#/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema29,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
validate58.errors = vErrors;
return errors === 0;
}
validate58.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema30 = {"type":"string","minLength":1,"description":"Path of a PEM file, relative to the project.","examples":["certs/company-ca.pem"]};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate60.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err0 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.type,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}
validate60.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema31 = {"type":"string","minLength":10,"description":"A reason in words.","examples":["The receiver stands in our own network."]};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate62.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func4(data) < 10){
const err0 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 10},message:"must NOT have fewer than 10 characters",schema:10,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}
validate62.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate57.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.host === undefined) || (!(func0.call(data, "host")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.from === undefined) || (!(func0.call(data, "from")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.to === undefined) || (!(func0.call(data, "to")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((((key0 === "host") || (key0 === "port")) || (key0 === "user")) || (key0 === "password")) || (key0 === "from")) || (key0 === "to")) || (key0 === "ca")) || (key0 === "allow_private")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.host !== undefined && func0.call(data, "host")){
let data0 = data.host;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.host,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.host.type,parentSchema:schema28.properties.host,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.port !== undefined && func0.call(data, "port")){
let data1 = data.port;
if((!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))) && (typeof data1 !== "string")){
const err6 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: schema28.properties.port.type},message:"must be integer,string",schema:schema28.properties.port.type,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data1 == "number"){
if(data1 > 65535 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err8 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(typeof data1 === "string"){
if(!pattern51.test(data1)){
const err9 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/pattern",keyword:"pattern",params:{pattern: "^[$][{](env|file):[^{}]+[}]$"},message:"must match pattern \""+"^[$][{](env|file):[^{}]+[}]$"+"\"",schema:"^[$][{](env|file):[^{}]+[}]$",parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.user !== undefined && func0.call(data, "user")){
let data2 = data.user;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err10 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.user,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.user.type,parentSchema:schema28.properties.user,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.password !== undefined && func0.call(data, "password")){
let data3 = data.password;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err12 = {instancePath:instancePath+"/password",schemaPath:"#/properties/password/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.password,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/password",schemaPath:"#/properties/password/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.password.type,parentSchema:schema28.properties.password,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
let data4 = data.from;
if(typeof data4 === "string"){
if(func4(data4) < 3){
const err14 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema28.properties.from,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.from.type,parentSchema:schema28.properties.from,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.to !== undefined && func0.call(data, "to")){
if(!(validate58(data.to, {instancePath:instancePath+"/to",parentData:data,parentDataProperty:"to",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.ca !== undefined && func0.call(data, "ca")){
if(!(validate60(data.ca, {instancePath:instancePath+"/ca",parentData:data,parentDataProperty:"ca",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.allow_private !== undefined && func0.call(data, "allow_private")){
if(!(validate62(data.allow_private, {instancePath:instancePath+"/allow_private",parentData:data,parentDataProperty:"allow_private",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate57.errors = vErrors;
return errors === 0;
}
validate57.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema32 = {"title":"SlackManifest","description":"An incoming webhook. Short form: its address.","type":["string","object"],"minLength":1,"additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"description":"Address of the incoming webhook, which is a secret: a reference.","examples":["${env:SLACK_WEBHOOK}"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["Our chat server stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":["${env:SLACK_WEBHOOK}",{"url":"${env:SLACK_WEBHOOK}"}]};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate65.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema32.type},message:"must be string,object",schema:schema32.type,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func4(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.url === undefined) || (!(func0.call(data, "url")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema32.required,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "url") || (key0 === "allow_private")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.url !== undefined && func0.call(data, "url")){
let data0 = data.url;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema32.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.url.type,parentSchema:schema32.properties.url,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.allow_private !== undefined && func0.call(data, "allow_private")){
if(!(validate62(data.allow_private, {instancePath:instancePath+"/allow_private",parentData:data,parentDataProperty:"allow_private",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
validate65.errors = vErrors;
return errors === 0;
}
validate65.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema33 = {"title":"WebhookManifest","description":"An address that takes CloudEvents 1.0 in JSON, signed with HMAC-SHA-256.","type":"object","additionalProperties":false,"required":["url","secret"],"properties":{"url":{"type":"string","minLength":1,"description":"Address; https, or http on loopback.","examples":["https://ops.example.com/alerts"]},"secret":{"type":"string","minLength":1,"description":"Key of the signature, at least 24 characters, or whsec_ and base64; a reference.","examples":["${env:ALERT_SECRET}"]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["The receiver stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"url":"https://ops.example.com/alerts","secret":"${env:ALERT_SECRET}"}]};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate68.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.url === undefined) || (!(func0.call(data, "url")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema33.required,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.secret === undefined) || (!(func0.call(data, "secret")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'",schema:schema33.required,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((key0 === "url") || (key0 === "secret")) || (key0 === "ca")) || (key0 === "allow_private")) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.url !== undefined && func0.call(data, "url")){
let data0 = data.url;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.url,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.url.type,parentSchema:schema33.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.secret !== undefined && func0.call(data, "secret")){
let data1 = data.secret;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err5 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.secret,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.secret.type,parentSchema:schema33.properties.secret,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.ca !== undefined && func0.call(data, "ca")){
if(!(validate60(data.ca, {instancePath:instancePath+"/ca",parentData:data,parentDataProperty:"ca",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.allow_private !== undefined && func0.call(data, "allow_private")){
if(!(validate62(data.allow_private, {instancePath:instancePath+"/allow_private",parentData:data,parentDataProperty:"allow_private",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate68.errors = vErrors;
return errors === 0;
}
validate68.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema34 = {"title":"GithubManifest","description":"Issues of one repository. The token needs the right to write issues.","type":"object","additionalProperties":false,"required":["repository","token"],"properties":{"repository":{"type":"string","pattern":"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$","description":"Owner and name.","examples":["acme/data"]},"token":{"type":"string","minLength":1,"description":"Token; a reference.","examples":["${env:GITHUB_TOKEN}"]},"labels":{"$ref":"#/$defs/Names","description":"Labels of new issues, beside `concordat`, by which they are found again. Default: none.","examples":[["data"]]},"api":{"type":"string","minLength":1,"description":"Base address of the API, for GitHub Enterprise. Default: https://api.github.com.","examples":["https://github.example.com/api/v3"]},"ca":{"$ref":"#/$defs/Ca","description":"File with certificates of an authority of your own, PEM.","examples":["certs/company-ca.pem"]},"allow_private":{"$ref":"#/$defs/AllowPrivate","description":"Reason why the address may be on loopback or in a private network.","examples":["GitHub Enterprise stands in our own network."]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"repository":"acme/data","token":"${env:GITHUB_TOKEN}"}]};
const pattern55 = new RegExp("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", "u");

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate72.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.repository === undefined) || (!(func0.call(data, "repository")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"},message:"must have required property '"+"repository"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.token === undefined) || (!(func0.call(data, "token")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "token"},message:"must have required property '"+"token"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "repository") || (key0 === "token")) || (key0 === "labels")) || (key0 === "api")) || (key0 === "ca")) || (key0 === "allow_private")) || (pattern0.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.repository !== undefined && func0.call(data, "repository")){
let data0 = data.repository;
if(typeof data0 === "string"){
if(!pattern55.test(data0)){
const err3 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$"+"\"",schema:"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$",parentSchema:schema34.properties.repository,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.repository.type,parentSchema:schema34.properties.repository,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.token !== undefined && func0.call(data, "token")){
let data1 = data.token;
if(typeof data1 === "string"){
if(func4(data1) < 1){
const err5 = {instancePath:instancePath+"/token",schemaPath:"#/properties/token/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.token,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.token.type,parentSchema:schema34.properties.token,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate58(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.api !== undefined && func0.call(data, "api")){
let data3 = data.api;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err7 = {instancePath:instancePath+"/api",schemaPath:"#/properties/api/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.api,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/api",schemaPath:"#/properties/api/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.api.type,parentSchema:schema34.properties.api,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.ca !== undefined && func0.call(data, "ca")){
if(!(validate60(data.ca, {instancePath:instancePath+"/ca",parentData:data,parentDataProperty:"ca",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.allow_private !== undefined && func0.call(data, "allow_private")){
if(!(validate62(data.allow_private, {instancePath:instancePath+"/allow_private",parentData:data,parentDataProperty:"allow_private",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate72.errors = vErrors;
return errors === 0;
}
validate72.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/route.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate56.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema27.required,parentSchema:schema27,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema27.required,parentSchema:schema27,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.to === undefined) || (!(func0.call(data, "to")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema27.required,parentSchema:schema27,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((((key0 === "kind") || (key0 === "name")) || (key0 === "title")) || (key0 === "description")) || (key0 === "to")) || (key0 === "for")) || (key0 === "states")) || (key0 === "heartbeat")) || (pattern0.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema27,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("route" !== data0){
const err4 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "route"},message:"must be equal to constant",schema:"route",parentSchema:schema27.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema27.properties.name,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern1.test(data1)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema27.properties.name,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema27.properties.name.type,parentSchema:schema27.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema27.properties.title,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema27.properties.title.type,parentSchema:schema27.properties.title,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema27.properties.description,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema27.properties.description.type,parentSchema:schema27.properties.description,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.to !== undefined && func0.call(data, "to")){
let data4 = data.to;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!(((((key1 === "email") || (key1 === "slack")) || (key1 === "webhook")) || (key1 === "github")) || (pattern0.test(key1)))){
const err12 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema27.properties.to,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data4.email !== undefined && func0.call(data4, "email")){
if(!(validate57(data4.email, {instancePath:instancePath+"/to/email",parentData:data4,parentDataProperty:"email",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
errors = vErrors.length;
}
}
if(data4.slack !== undefined && func0.call(data4, "slack")){
if(!(validate65(data4.slack, {instancePath:instancePath+"/to/slack",parentData:data4,parentDataProperty:"slack",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data4.webhook !== undefined && func0.call(data4, "webhook")){
if(!(validate68(data4.webhook, {instancePath:instancePath+"/to/webhook",parentData:data4,parentDataProperty:"webhook",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
}
if(data4.github !== undefined && func0.call(data4, "github")){
if(!(validate72(data4.github, {instancePath:instancePath+"/to/github",parentData:data4,parentDataProperty:"github",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema27.properties.to.type,parentSchema:schema27.properties.to,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.for !== undefined && func0.call(data, "for")){
let data9 = data.for;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 of Object.keys(data9)){
if(!((((((key2 === "kinds") || (key2 === "entities")) || (key2 === "systems")) || (key2 === "severity")) || (key2 === "owners")) || (pattern0.test(key2)))){
const err14 = {instancePath:instancePath+"/for",schemaPath:"#/properties/for/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema27.properties.for,data:data9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data9.kinds !== undefined && func0.call(data9, "kinds")){
let data10 = data9.kinds;
if((typeof data10 !== "string") && (!(Array.isArray(data10)))){
const err15 = {instancePath:instancePath+"/for/kinds",schemaPath:"#/properties/for/properties/kinds/type",keyword:"type",params:{type: schema27.properties.for.properties.kinds.type},message:"must be string,array",schema:schema27.properties.for.properties.kinds.type,parentSchema:schema27.properties.for.properties.kinds,data:data10};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
const _errs21 = errors;
let valid3 = true;
const _errs22 = errors;
if(typeof data10 !== "string"){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid0 = _errs22 === errors;
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs24 = errors;
if(!((((((data10 === "failure") || (data10 === "hold")) || (data10 === "fight")) || (data10 === "incomplete-read")) || (data10 === "stopped")) || (data10 === "not-run"))){
const err17 = {instancePath:instancePath+"/for/kinds",schemaPath:"#/properties/for/properties/kinds/then/enum",keyword:"enum",params:{allowedValues: schema27.properties.for.properties.kinds.then.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.for.properties.kinds.then.enum,parentSchema:schema27.properties.for.properties.kinds.then,data:data10};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid0 = _errs24 === errors;
valid3 = _valid0;
}
if(!valid3){
const err18 = {instancePath:instancePath+"/for/kinds",schemaPath:"#/properties/for/properties/kinds/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema27.properties.for.properties.kinds.if,parentSchema:schema27.properties.for.properties.kinds,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(Array.isArray(data10)){
if(data10.length < 1){
const err19 = {instancePath:instancePath+"/for/kinds",schemaPath:"#/properties/for/properties/kinds/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema27.properties.for.properties.kinds,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(!((((((data11 === "failure") || (data11 === "hold")) || (data11 === "fight")) || (data11 === "incomplete-read")) || (data11 === "stopped")) || (data11 === "not-run"))){
const err20 = {instancePath:instancePath+"/for/kinds/" + i0,schemaPath:"#/properties/for/properties/kinds/items/enum",keyword:"enum",params:{allowedValues: schema27.properties.for.properties.kinds.items.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.for.properties.kinds.items.enum,parentSchema:schema27.properties.for.properties.kinds.items,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let i1 = data10.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func393(data10[i1], data10[j0])){
const err21 = {instancePath:instancePath+"/for/kinds",schemaPath:"#/properties/for/properties/kinds/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema27.properties.for.properties.kinds,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
break outer0;
}
}
}
}
}
}
if(data9.entities !== undefined && func0.call(data9, "entities")){
if(!(validate58(data9.entities, {instancePath:instancePath+"/for/entities",parentData:data9,parentDataProperty:"entities",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data9.systems !== undefined && func0.call(data9, "systems")){
if(!(validate58(data9.systems, {instancePath:instancePath+"/for/systems",parentData:data9,parentDataProperty:"systems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data9.severity !== undefined && func0.call(data9, "severity")){
let data14 = data9.severity;
if((typeof data14 !== "string") && (!(Array.isArray(data14)))){
const err22 = {instancePath:instancePath+"/for/severity",schemaPath:"#/properties/for/properties/severity/type",keyword:"type",params:{type: schema27.properties.for.properties.severity.type},message:"must be string,array",schema:schema27.properties.for.properties.severity.type,parentSchema:schema27.properties.for.properties.severity,data:data14};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const _errs30 = errors;
let valid7 = true;
const _errs31 = errors;
if(typeof data14 !== "string"){
const err23 = {};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid1 = _errs31 === errors;
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs33 = errors;
if(!((data14 === "error") || (data14 === "warning"))){
const err24 = {instancePath:instancePath+"/for/severity",schemaPath:"#/properties/for/properties/severity/then/enum",keyword:"enum",params:{allowedValues: schema27.properties.for.properties.severity.then.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.for.properties.severity.then.enum,parentSchema:schema27.properties.for.properties.severity.then,data:data14};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid1 = _errs33 === errors;
valid7 = _valid1;
}
if(!valid7){
const err25 = {instancePath:instancePath+"/for/severity",schemaPath:"#/properties/for/properties/severity/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema27.properties.for.properties.severity.if,parentSchema:schema27.properties.for.properties.severity,data:data14};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(Array.isArray(data14)){
if(data14.length < 1){
const err26 = {instancePath:instancePath+"/for/severity",schemaPath:"#/properties/for/properties/severity/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema27.properties.for.properties.severity,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len1 = data14.length;
for(let i2=0; i2<len1; i2++){
let data15 = data14[i2];
if(!((data15 === "error") || (data15 === "warning"))){
const err27 = {instancePath:instancePath+"/for/severity/" + i2,schemaPath:"#/properties/for/properties/severity/items/enum",keyword:"enum",params:{allowedValues: schema27.properties.for.properties.severity.items.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.for.properties.severity.items.enum,parentSchema:schema27.properties.for.properties.severity.items,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
let i3 = data14.length;
let j1;
if(i3 > 1){
outer1:
for(;i3--;){
for(j1 = i3; j1--;){
if(func393(data14[i3], data14[j1])){
const err28 = {instancePath:instancePath+"/for/severity",schemaPath:"#/properties/for/properties/severity/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema27.properties.for.properties.severity,data:data14};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
break outer1;
}
}
}
}
}
}
if(data9.owners !== undefined && func0.call(data9, "owners")){
if(!(validate58(data9.owners, {instancePath:instancePath+"/for/owners",parentData:data9,parentDataProperty:"owners",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
else {
const err29 = {instancePath:instancePath+"/for",schemaPath:"#/properties/for/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema27.properties.for.type,parentSchema:schema27.properties.for,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.states !== undefined && func0.call(data, "states")){
let data17 = data.states;
if((typeof data17 !== "string") && (!(Array.isArray(data17)))){
const err30 = {instancePath:instancePath+"/states",schemaPath:"#/properties/states/type",keyword:"type",params:{type: schema27.properties.states.type},message:"must be string,array",schema:schema27.properties.states.type,parentSchema:schema27.properties.states,data:data17};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
const _errs38 = errors;
let valid11 = true;
const _errs39 = errors;
if(typeof data17 !== "string"){
const err31 = {};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid2 = _errs39 === errors;
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs41 = errors;
if(!(((data17 === "open") || (data17 === "acknowledged")) || (data17 === "resolved"))){
const err32 = {instancePath:instancePath+"/states",schemaPath:"#/properties/states/then/enum",keyword:"enum",params:{allowedValues: schema27.properties.states.then.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.states.then.enum,parentSchema:schema27.properties.states.then,data:data17};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid2 = _errs41 === errors;
valid11 = _valid2;
}
if(!valid11){
const err33 = {instancePath:instancePath+"/states",schemaPath:"#/properties/states/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema27.properties.states.if,parentSchema:schema27.properties.states,data:data17};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(Array.isArray(data17)){
if(data17.length < 1){
const err34 = {instancePath:instancePath+"/states",schemaPath:"#/properties/states/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema27.properties.states,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len2 = data17.length;
for(let i4=0; i4<len2; i4++){
let data18 = data17[i4];
if(!(((data18 === "open") || (data18 === "acknowledged")) || (data18 === "resolved"))){
const err35 = {instancePath:instancePath+"/states/" + i4,schemaPath:"#/properties/states/items/enum",keyword:"enum",params:{allowedValues: schema27.properties.states.items.enum},message:"must be equal to one of the allowed values",schema:schema27.properties.states.items.enum,parentSchema:schema27.properties.states.items,data:data18};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
let i5 = data17.length;
let j2;
if(i5 > 1){
outer2:
for(;i5--;){
for(j2 = i5; j2--;){
if(func393(data17[i5], data17[j2])){
const err36 = {instancePath:instancePath+"/states",schemaPath:"#/properties/states/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i5+" are identical)",schema:true,parentSchema:schema27.properties.states,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
break outer2;
}
}
}
}
}
}
if(data.heartbeat !== undefined && func0.call(data, "heartbeat")){
let data19 = data.heartbeat;
if(typeof data19 === "string"){
if(!pattern43.test(data19)){
const err37 = {instancePath:instancePath+"/heartbeat",schemaPath:"#/properties/heartbeat/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,8}(s|m|min|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,8}(s|m|min|h|d)$"+"\"",schema:"^[1-9][0-9]{0,8}(s|m|min|h|d)$",parentSchema:schema27.properties.heartbeat,data:data19};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/heartbeat",schemaPath:"#/properties/heartbeat/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema27.properties.heartbeat.type,parentSchema:schema27.properties.heartbeat,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema27.type,parentSchema:schema27,data};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}
validate56.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const test = validate80;
const schema35 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://concordat.dev/schemas/test.schema.json","title":"TestManifest","description":"An example that must hold: given these records, expect these changes and findings. Runs without a network.","type":"object","additionalProperties":false,"required":["kind","name","entity","given","expect"],"properties":{"kind":{"const":"test","description":"What this document declares.","examples":["test"]},"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64,"description":"Name of the test, unique among all documents of this kind.","examples":["tax-number-follows-the-erp"]},"title":{"type":"string","minLength":1,"description":"Name for people. Default: the name.","examples":["The tax number follows the ERP"]},"description":{"type":"string","minLength":1,"description":"What a reader should know.","examples":["Agreed with finance in March."]},"entity":{"type":"string","minLength":1,"description":"Entity under test.","examples":["customer"]},"given":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"type":"array","items":{"type":"object","description":"One native record.","examples":[{"account_number":"C-1"}],"additionalProperties":true},"description":"Native records of one system.","examples":[[{"account_number":"C-1"}]]},"description":"Native records by system.","examples":[{"crm":[{"id":1,"account_number":"C-1"}],"erp":[]}]},"base":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_-]*$","maxLength":64},"additionalProperties":{"type":"array","items":{"type":"object","description":"One native record.","examples":[{"account_number":"C-1"}],"additionalProperties":true},"description":"Native records of one system.","examples":[[{"account_number":"C-1"}]]},"description":"Native records by system at the last agreement. Default: none, so that every difference is a first contact.","examples":[{"crm":[{"id":1,"account_number":"C-1"}]}]},"bootstrap":{"type":"boolean","description":"True when first contacts are released. Default false.","examples":[true]},"expect":{"title":"ExpectManifest","description":"What must come out. A part that is left out is not compared.","type":"object","additionalProperties":false,"properties":{"changes":{"type":"array","items":{"$ref":"#/$defs/ExpectedChange"},"description":"Every change, in any order; what is left out of a change is not compared.","examples":[[{"system":"erp","key":"C-1","action":"update","fields":{"email":"jane@example.com"}}]]},"findings":{"type":"array","items":{"$ref":"#/$defs/ExpectedFinding"},"description":"Every finding, in any order.","examples":[[{"code":"VALUE_INVALID"}]]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"changes":[],"findings":[]}]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"$defs":{"ExpectedChange":{"title":"ExpectedChangeManifest","description":"One expected change.","type":"object","additionalProperties":false,"properties":{"system":{"type":"string","minLength":1,"description":"System that is written.","examples":["erp"]},"key":{"type":["string","number","object"],"description":"Canonical key: the value of a single key field, or a map.","examples":["C-1",{"company":"10","number":"00042"}],"additionalProperties":true},"action":{"enum":["create","update","delete","link"],"description":"What is done.","examples":["update"]},"fields":{"type":["object","array"],"items":{"type":"string","minLength":1},"description":"Fields that change, by canonical or native name, with the value after; or only their names.","examples":[{"email":"jane@example.com"},["email"]],"additionalProperties":true},"verdict":{"type":"string","minLength":1,"description":"Verdict of the fields.","examples":["stale replica","foreign edit"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"system":"erp","key":"C-1","action":"update"}]},"ExpectedFinding":{"title":"ExpectedFindingManifest","description":"One expected finding.","type":"object","additionalProperties":false,"required":["code"],"properties":{"code":{"type":"string","minLength":1,"description":"Code of the finding.","examples":["VALUE_INVALID"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"code":"VALUE_INVALID"}]}}};
const schema36 = {"title":"ExpectedChangeManifest","description":"One expected change.","type":"object","additionalProperties":false,"properties":{"system":{"type":"string","minLength":1,"description":"System that is written.","examples":["erp"]},"key":{"type":["string","number","object"],"description":"Canonical key: the value of a single key field, or a map.","examples":["C-1",{"company":"10","number":"00042"}],"additionalProperties":true},"action":{"enum":["create","update","delete","link"],"description":"What is done.","examples":["update"]},"fields":{"type":["object","array"],"items":{"type":"string","minLength":1},"description":"Fields that change, by canonical or native name, with the value after; or only their names.","examples":[{"email":"jane@example.com"},["email"]],"additionalProperties":true},"verdict":{"type":"string","minLength":1,"description":"Verdict of the fields.","examples":["stale replica","foreign edit"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"system":"erp","key":"C-1","action":"update"}]};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate81.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((key0 === "system") || (key0 === "key")) || (key0 === "action")) || (key0 === "fields")) || (key0 === "verdict")) || (pattern0.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.system !== undefined && func0.call(data, "system")){
let data0 = data.system;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err1 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36.properties.system,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.properties.system.type,parentSchema:schema36.properties.system,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.key !== undefined && func0.call(data, "key")){
let data1 = data.key;
if(((typeof data1 !== "string") && (!(typeof data1 == "number"))) && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err3 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: schema36.properties.key.type},message:"must be string,number,object",schema:schema36.properties.key.type,parentSchema:schema36.properties.key,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.action !== undefined && func0.call(data, "action")){
let data2 = data.action;
if(!((((data2 === "create") || (data2 === "update")) || (data2 === "delete")) || (data2 === "link"))){
const err4 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema36.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema36.properties.action.enum,parentSchema:schema36.properties.action,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.fields !== undefined && func0.call(data, "fields")){
let data3 = data.fields;
if(!data3 || typeof data3 != "object"){
const err5 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: schema36.properties.fields.type},message:"must be object,array",schema:schema36.properties.fields.type,parentSchema:schema36.properties.fields,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err6 = {instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36.properties.fields.items,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.properties.fields.items.type,parentSchema:schema36.properties.fields.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.verdict !== undefined && func0.call(data, "verdict")){
let data5 = data.verdict;
if(typeof data5 === "string"){
if(func4(data5) < 1){
const err8 = {instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36.properties.verdict,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.properties.verdict.type,parentSchema:schema36.properties.verdict,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema36.type,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate81.errors = vErrors;
return errors === 0;
}
validate81.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema37 = {"title":"ExpectedFindingManifest","description":"One expected finding.","type":"object","additionalProperties":false,"required":["code"],"properties":{"code":{"type":"string","minLength":1,"description":"Code of the finding.","examples":["VALUE_INVALID"]}},"patternProperties":{"^x-":{"description":"Free for your own notes and tools; concordat does not read it."}},"examples":[{"code":"VALUE_INVALID"}]};

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate83.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.code === undefined) || (!(func0.call(data, "code")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'",schema:schema37.required,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((key0 === "code") || (pattern0.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.code !== undefined && func0.call(data, "code")){
let data0 = data.code;
if(typeof data0 === "string"){
if(func4(data0) < 1){
const err2 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema37.properties.code,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.code.type,parentSchema:schema37.properties.code,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate83.errors = vErrors;
return errors === 0;
}
validate83.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://concordat.dev/schemas/test.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate80.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.kind === undefined) || (!(func0.call(data, "kind")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.entity === undefined) || (!(func0.call(data, "entity")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "entity"},message:"must have required property '"+"entity"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.given === undefined) || (!(func0.call(data, "given")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "given"},message:"must have required property '"+"given"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((data.expect === undefined) || (!(func0.call(data, "expect")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "expect"},message:"must have required property '"+"expect"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((func0.call(schema35.properties, key0)) || (pattern0.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
if("test" !== data0){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "test"},message:"must be equal to constant",schema:"test",parentSchema:schema35.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func4(data1) > 64){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema35.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern1.test(data1)){
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema35.properties.name,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.name.type,parentSchema:schema35.properties.name,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
let data2 = data.title;
if(typeof data2 === "string"){
if(func4(data2) < 1){
const err10 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema35.properties.title,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.title.type,parentSchema:schema35.properties.title,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
if(typeof data3 === "string"){
if(func4(data3) < 1){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema35.properties.description,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.description.type,parentSchema:schema35.properties.description,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.entity !== undefined && func0.call(data, "entity")){
let data4 = data.entity;
if(typeof data4 === "string"){
if(func4(data4) < 1){
const err14 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema35.properties.entity,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/entity",schemaPath:"#/properties/entity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.entity.type,parentSchema:schema35.properties.entity,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.given !== undefined && func0.call(data, "given")){
let data5 = data.given;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
const _errs13 = errors;
if(typeof key1 === "string"){
if(func4(key1) > 64){
const err16 = {instancePath:instancePath+"/given",schemaPath:"#/properties/given/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema35.properties.given.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern1.test(key1)){
const err17 = {instancePath:instancePath+"/given",schemaPath:"#/properties/given/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema35.properties.given.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid1 = _errs13 === errors;
if(!valid1){
const err18 = {instancePath:instancePath+"/given",schemaPath:"#/properties/given/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema35.properties.given.propertyNames,parentSchema:schema35.properties.given,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key2 of Object.keys(data5)){
let data6 = data5[key2];
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
}
else {
const err19 = {instancePath:instancePath+"/given/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/given/additionalProperties/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.properties.given.additionalProperties.items.type,parentSchema:schema35.properties.given.additionalProperties.items,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/given/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/given/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.given.additionalProperties.type,parentSchema:schema35.properties.given.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/given",schemaPath:"#/properties/given/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.properties.given.type,parentSchema:schema35.properties.given,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.base !== undefined && func0.call(data, "base")){
let data8 = data.base;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 of Object.keys(data8)){
const _errs22 = errors;
if(typeof key3 === "string"){
if(func4(key3) > 64){
const err22 = {instancePath:instancePath+"/base",schemaPath:"#/properties/base/propertyNames/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema35.properties.base.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern1.test(key3)){
const err23 = {instancePath:instancePath+"/base",schemaPath:"#/properties/base/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*$",parentSchema:schema35.properties.base.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
var valid5 = _errs22 === errors;
if(!valid5){
const err24 = {instancePath:instancePath+"/base",schemaPath:"#/properties/base/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema35.properties.base.propertyNames,parentSchema:schema35.properties.base,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
for(const key4 of Object.keys(data8)){
let data9 = data8[key4];
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
}
else {
const err25 = {instancePath:instancePath+"/base/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/base/additionalProperties/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.properties.base.additionalProperties.items.type,parentSchema:schema35.properties.base.additionalProperties.items,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/base/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/base/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.base.additionalProperties.type,parentSchema:schema35.properties.base.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/base",schemaPath:"#/properties/base/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.properties.base.type,parentSchema:schema35.properties.base,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.bootstrap !== undefined && func0.call(data, "bootstrap")){
let data11 = data.bootstrap;
if(typeof data11 !== "boolean"){
const err28 = {instancePath:instancePath+"/bootstrap",schemaPath:"#/properties/bootstrap/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.properties.bootstrap.type,parentSchema:schema35.properties.bootstrap,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.expect !== undefined && func0.call(data, "expect")){
let data12 = data.expect;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key5 of Object.keys(data12)){
if(!(((key5 === "changes") || (key5 === "findings")) || (pattern0.test(key5)))){
const err29 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema35.properties.expect,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.changes !== undefined && func0.call(data12, "changes")){
let data13 = data12.changes;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
if(!(validate81(data13[i2], {instancePath:instancePath+"/expect/changes/" + i2,parentData:data13,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
}
else {
const err30 = {instancePath:instancePath+"/expect/changes",schemaPath:"#/properties/expect/properties/changes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.expect.properties.changes.type,parentSchema:schema35.properties.expect.properties.changes,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data12.findings !== undefined && func0.call(data12, "findings")){
let data15 = data12.findings;
if(Array.isArray(data15)){
const len3 = data15.length;
for(let i3=0; i3<len3; i3++){
if(!(validate83(data15[i3], {instancePath:instancePath+"/expect/findings/" + i3,parentData:data15,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err31 = {instancePath:instancePath+"/expect/findings",schemaPath:"#/properties/expect/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.expect.properties.findings.type,parentSchema:schema35.properties.expect.properties.findings,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.properties.expect.type,parentSchema:schema35.properties.expect,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.type,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}
validate80.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
