namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A conversation with an in-memory sink, and shortcuts to its records.</summary>
public sealed class Chat : IDisposable
{
    private readonly IDisposable _current;

    public Chat(ConversationOptions? options = null)
    {
        Conversation = new Conversation(new ConversationInfo("c"), Sink, options);
        _current = Conversation.MakeCurrent();
    }

    public InMemorySink Sink { get; } = new();

    public Conversation Conversation { get; }

    public Turn Turn => Sink.Turns.Should().ContainSingle().Subject;

    /// <summary>The model calls in the order in which they began.</summary>
    public IReadOnlyList<ModelCallSnapshot> ModelCalls => [.. Sink.ModelCalls.OrderBy(static call => call.StartedAt)];

    public FunctionEvent Call(string id) => Sink.FunctionEvents.Should().ContainSingle(call => call.CallId == id).Subject;

    public void Dispose()
    {
        _current.Dispose();
        Conversation.Dispose();
    }

    /// <summary>A model in a real function-invocation loop, logged outside the loop, inside it, or both.</summary>
    public static IChatClient Pipeline(IChatClient model, string order, ConvLogChatOptions? logging = null)
    {
        var inner = order is "outer" ? model : model.WithConvLog(logging);
        var loop = new FunctionInvokingChatClient(inner);
        return order is "inner" ? loop : loop.WithConvLog(logging);
    }

    /// <summary>Reads a whole streamed response.</summary>
    public static async Task<string> ReadAsync(IAsyncEnumerable<ChatResponseUpdate> stream, int most = int.MaxValue)
    {
        string text = "";
        await foreach (var update in stream)
        {
            text += update.Text;
            if (update.Text.Length > 0 && --most == 0)
            {
                break;
            }
        }

        return text;
    }

    /// <summary>Sends a request, streamed or not, and returns the text of the response.</summary>
    public static async Task<string> AskAsync(IChatClient client, bool isStreamed, string text, ChatOptions? options = null)
        => isStreamed ? await ReadAsync(client.GetStreamingResponseAsync(text, options)) : (await client.GetResponseAsync(text, options)).Text;
}
