using Microsoft.Agents.AI;

namespace ConvLog.Extensions.AI.Tests;

/// <summary>The model gets the same bytes with and without logging, over OpenAI's own client.</summary>
public sealed class ConvLogChatClientRequestsTests : IDisposable
{
    private readonly Chat _chat = new();

    public static IEnumerable<object[]> Ways
        => from place in (string[])["outer", "inner", "both", "logged tools", "agent"]
           from isStreamed in (bool[])[false, true]
           from isResponses in (bool[])[false, true]
           select (object[])[place, isStreamed, isResponses];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_model_gets_the_same_bytes(string place, bool isStreamed, bool isResponses)
    {
        var bare = await AskedAsync(place is "agent" ? "bare agent" : "bare", isStreamed, isResponses);
        var logged = await AskedAsync(place, isStreamed, isResponses);

        bare.Should().HaveCount(4);
        logged.Should().Equal(bare);
        _chat.Sink.Turns.Should().HaveCount(2);
        _chat.Sink.FunctionEvents.Should().HaveCount(4);
    }

    public void Dispose() => _chat.Dispose();

    // Two turns: two parallel calls, one of which fails; then a call with malformed arguments and one of an unknown tool.
    private static async Task<IList<string>> AskedAsync(string place, bool isStreamed, bool isResponses)
    {
        using OpenAIService service = new(
            OpenAIService.Calls(("call_1", "find_table", "{\"place\":\"Verde\"}"), ("call_2", "find_table", "{\"place\":\"closed\"}")),
            OpenAIService.Says("At eight."),
            OpenAIService.Calls(("call_3", "find_table", "{\"pla"), ("call_4", "invented", "{}")),
            OpenAIService.Says("Sorry."));
        var model = isResponses ? service.Responses() : service.Chat();
        AITool[] tools = [AIFunctionFactory.Create(Find, "find_table", "Finds a table")];
        tools = place is "logged tools" ? [.. tools.WithConvLog()] : tools;
        ChatOptions options = new() { Tools = [.. tools], Temperature = 0.2f, Instructions = "You book tables." };
        if (place.Contains("agent", StringComparison.Ordinal))
        {
            var agent = (place is "agent" ? model.WithConvLog() : model).AsAIAgent(new ChatClientAgentOptions { ChatOptions = options });
            var session = await agent.CreateSessionAsync();
            foreach (string said in (string[])["A table", "And tomorrow?"])
            {
                if (isStreamed)
                {
                    await foreach (var _ in agent.RunStreamingAsync(said, session))
                    {
                    }
                }
                else
                {
                    await agent.RunAsync(said, session);
                }
            }

            return service.Asked;
        }

        var client = Client(place, model);
        List<ChatMessage> history = [];
        foreach (string said in (string[])["A table", "And tomorrow?"])
        {
            history.Add(new ChatMessage(ChatRole.User, said));
            var response = isStreamed
                ? await client.GetStreamingResponseAsync(history, options).ToChatResponseAsync() : await client.GetResponseAsync(history, options);
            history.AddRange(response.Messages);
        }

        return service.Asked;
    }

    private static string Find(string place) => place is "closed" ? throw new InvalidOperationException("The house is closed") : $"20:00 at {place}";

    private static IChatClient Client(string place, IChatClient model) => place switch
    {
        "bare" => new FunctionInvokingChatClient(model),
        "logged tools" => Chat.Pipeline(model, "outer"),
        _ => Chat.Pipeline(model, place),
    };
}
