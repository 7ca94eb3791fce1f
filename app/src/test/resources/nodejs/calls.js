// Calls a server with the official SDK for Node.js as its documentation says, and prints as JSON what came of each call.
// Its only argument is {"endpoint", "secretId", "secretKey", "tries": [{"signMethod", "reqMethod", "fileId"}]}.
const { live, vod } = require("tencentcloud-sdk-nodejs");

const given = JSON.parse(process.argv[2]);

/** What a call is answered, or the error that it ends in. */
async function outcome(call) {
  try {
    return await call;
  } catch (error) {
    return { code: error.code, message: error.message, requestId: error.requestId };
  }
}

async function attempt({ signMethod, reqMethod, fileId }) {
  const config = {
    credential: { secretId: given.secretId, secretKey: given.secretKey },
    region: "ap-guangzhou",
    profile: { signMethod, httpProfile: { endpoint: given.endpoint, protocol: "http://", reqMethod } },
  };
  const liveClient = new live.v20180801.Client(config);
  const vodClient = new vod.v20180717.Client(config);
  const made = await outcome(liveClient.CreateLiveRecordTemplate({
    TemplateName: "node_录制", Description: "a & b + c = 100 %", Mp4Param: { Enable: 1, RecordInterval: 3600 } }));
  return {
    made,
    told: await outcome(liveClient.DescribeLiveRecordTemplate({ TemplateId: made.TemplateId })),
    online: await outcome(liveClient.DescribeLiveStreamOnlineList({ AppName: "live", PageSize: 20 })),
    found: await outcome(vodClient.SearchMedia({
      NamePrefixes: [`node ${fileId} &`], Sort: { Field: "CreateTime", Order: "Desc" }, Filters: ["basicInfo"] })),
    described: await outcome(vodClient.DescribeMediaInfos({ FileIds: [fileId, "17"] })),
    deleted: await outcome(vodClient.DeleteMedia({ FileId: fileId })),
    again: await outcome(vodClient.DeleteMedia({ FileId: fileId })),
  };
}

(async () => {
  const outcomes = [];
  for (const each of given.tries) {
    outcomes.push(await attempt(each));
  }
  console.log(JSON.stringify(outcomes));
})();
