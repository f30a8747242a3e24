using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using OpenAI;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>OpenAI's client over a fake service for embeddings, speech and images that answers each request in the same way.</summary>
public sealed class OpenAIMedia : HttpMessageHandler
{
    public OpenAIClient Client() => new(new ApiKeyCredential("none"), new OpenAIClientOptions
    {
        Endpoint = new Uri("http://127.0.0.1:1/v1"),
        Transport = new HttpClientPipelineTransport(new HttpClient(this)),
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string asked = await request.Content!.ReadAsStringAsync(cancellationToken);
        string path = request.RequestUri!.AbsolutePath;
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = path switch
            {
                "/v1/audio/speech" => new ByteArrayContent(new byte[640]),
                "/v1/audio/transcriptions" when asked.Contains("name=stream", StringComparison.Ordinal) => new StringContent(
                    """
                    data: {"type":"transcript.text.delta","delta":"A table "}

                    data: {"type":"transcript.text.delta","delta":"for two."}

                    data: {"type":"transcript.text.done","text":"A table for two.","usage":{"type":"tokens","input_tokens":14,"output_tokens":5,"total_tokens":19}}

                    data: [DONE]


                    """,
                    Encoding.UTF8,
                    "text/event-stream"),
                "/v1/audio/transcriptions" => Json("""{"text":"A table for two."}"""),
                "/v1/images/generations" => Json(
                    """{"created":1700000000,"data":[{"b64_json":"AAAA"}],"usage":{"input_tokens":50,"output_tokens":50,"total_tokens":100}}"""),
                _ => Json(
                    """
                    {"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPwAAAAA="}],"model":"text-embedding-3-small",
                     "usage":{"prompt_tokens":8,"total_tokens":8}}
                    """),
            },
        };
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
