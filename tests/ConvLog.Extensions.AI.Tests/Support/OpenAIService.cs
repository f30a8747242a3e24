using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OpenAI;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>OpenAI's client over a fake service with one scripted answer for each request.</summary>
public sealed class OpenAIService(params OpenAIService.Answer[] answers) : HttpMessageHandler
{
    private int _requests;

    public sealed record Answer
    {
        public string? Text { get; init; }

        public string? Refusal { get; init; }

        public IReadOnlyList<(string Id, string Name, string Arguments)> Calls { get; init; } = [];

        /// <summary>Whether its stream stops in the middle of its calls.</summary>
        public bool BreaksOff { get; init; }
    }

    /// <summary>The bodies of the requests, byte for byte.</summary>
    public IList<string> Asked { get; } = [];

    public static Answer Says(string text) => new() { Text = text };

    public static Answer Calls(params (string Id, string Name, string Arguments)[] calls) => new() { Calls = calls };

    public IChatClient Chat() => Client().GetChatClient("gpt-4o").AsIChatClient();

    public IChatClient Responses() => Client().GetResponsesClient().AsIChatClient("gpt-4o");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        var asked = JsonNode.Parse(Asked[^1])!;
        var answer = answers[_requests++];
        bool isStreamed = asked["stream"]?.GetValue<bool>() == true;
        string body = (request.RequestUri!.AbsolutePath.EndsWith("/responses", StringComparison.Ordinal), isStreamed) switch
        {
            (true, true) => Events(ResponseEvents(answer), end: null),
            (true, false) => Response("completed", [.. answer.Calls.Select(Item), .. Message(answer)]).ToJsonString(),
            (false, true) => Events(Chunks(answer), "[DONE]"),
            (false, false) => Completion(answer).ToJsonString(),
        };
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(body, Encoding.UTF8, isStreamed ? "text/event-stream" : "application/json"),
        };
    }

    private OpenAIClient Client() => new(new ApiKeyCredential("none"), new OpenAIClientOptions
    {
        Endpoint = new Uri("http://127.0.0.1:1/v1"),
        Transport = new HttpClientPipelineTransport(new HttpClient(this)),
    });

    private static string Events(IEnumerable<JsonObject> events, string? end)
        => string.Concat(events.Select(static told => told.ToJsonString()).Concat(end is null ? [] : [end]).Select(static told => $"data: {told}\n\n"));

    private static JsonObject Completion(Answer answer) => new()
    {
        ["id"] = "chatcmpl-1", ["object"] = "chat.completion", ["created"] = 1_700_000_000, ["model"] = "gpt-4o",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0, ["finish_reason"] = answer.Calls.Count > 0 ? "tool_calls" : "stop",
            ["message"] = new JsonObject
            {
                ["role"] = "assistant", ["content"] = answer.Text, ["refusal"] = answer.Refusal,
                ["tool_calls"] = new JsonArray([.. answer.Calls.Select(static call => new JsonObject
                {
                    ["id"] = call.Id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
                })]),
            },
        }),
    };

    // The arguments of calls arrive in halves, interleaved over all calls.
    private static IEnumerable<JsonObject> Chunks(Answer answer)
    {
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = answer.Text ?? "" });
        foreach (char letter in answer.Refusal ?? "")
        {
            yield return Chunk(new JsonObject { ["refusal"] = $"{letter}" });
        }

        for (int half = 0; half < (answer.BreaksOff ? 1 : 2); half++)
        {
            for (int i = 0; i < answer.Calls.Count; i++)
            {
                var (id, name, arguments) = answer.Calls[i];
                int middle = arguments.Length / 2;
                JsonObject function = new() { ["arguments"] = half == 0 ? arguments[..middle] : arguments[middle..] };
                JsonObject call = new() { ["index"] = i, ["function"] = function };
                if (half == 0)
                {
                    (call["id"], call["type"], function["name"]) = (id, "function", name);
                }

                yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(call) });
            }
        }

        if (answer.BreaksOff)
        {
            yield break;
        }

        yield return Chunk([], answer.Calls.Count > 0 ? "tool_calls" : "stop");
    }

    private static JsonObject Chunk(JsonObject delta, string? finish = null) => new()
    {
        ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = 1_700_000_000, ["model"] = "gpt-4o",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    };

    private static IEnumerable<JsonObject> ResponseEvents(Answer answer)
    {
        int number = 0;
        yield return Event("response.created", new JsonObject { ["response"] = Response("in_progress", []) }, number++);
        JsonObject[] items = [.. answer.Calls.Select(Item), .. Message(answer)];
        for (int i = 0; i < items.Length; i++)
        {
            yield return Event("response.output_item.added", new JsonObject { ["output_index"] = i, ["item"] = items[i].DeepClone() }, number++);
            if (i == answer.Calls.Count)
            {
                JsonObject delta = new() { ["item_id"] = "msg_1", ["output_index"] = i, ["content_index"] = 0, ["delta"] = answer.Text };
                yield return Event("response.output_text.delta", delta, number++);
            }

            yield return Event("response.output_item.done", new JsonObject { ["output_index"] = i, ["item"] = items[i].DeepClone() }, number++);
        }

        yield return Event("response.completed", new JsonObject { ["response"] = Response("completed", items) }, number);
    }

    private static JsonObject Event(string type, JsonObject told, int number)
    {
        (told["type"], told["sequence_number"]) = (type, number);
        return told;
    }

    private static JsonObject Response(string status, JsonObject[] output) => new()
    {
        ["id"] = "resp_1", ["object"] = "response", ["created_at"] = 1_700_000_000, ["status"] = status, ["model"] = "gpt-4o",
        ["parallel_tool_calls"] = true, ["tools"] = new JsonArray(), ["tool_choice"] = "auto", ["output"] = new JsonArray([.. output]),
    };

    private static JsonObject Item((string Id, string Name, string Arguments) call) => new()
    {
        ["type"] = "function_call", ["id"] = $"fc_{call.Id}", ["call_id"] = call.Id, ["name"] = call.Name, ["arguments"] = call.Arguments,
        ["status"] = "completed",
    };

    private static IEnumerable<JsonObject> Message(Answer answer) => answer.Text is null ? [] :
    [
        new JsonObject
        {
            ["type"] = "message", ["id"] = "msg_1", ["role"] = "assistant", ["status"] = "completed",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "output_text", ["text"] = answer.Text, ["annotations"] = new JsonArray() }),
        },
    ];
}
