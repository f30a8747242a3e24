namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// The model calls of a <see cref="HostConversation"/> as made by agents: two in each turn, one that requests the functions and one that answers, each with all
/// previous messages.
/// </summary>
internal sealed class HostModels
{
    private readonly List<ModelMessage> _messages =
        [ModelMessage.System("You book tables. Ask for the day, the time, the number of guests and a phone number, then book.")];

    /// <summary>The user input, and a model call that requests functions.</summary>
    public void AskForFunctions(Turn turn, MaskedText said, params ReadOnlySpan<ModelToolCall> functions)
    {
        _messages.Add(ModelMessage.User(said));
        Ask(turn, ModelMessage.Assistant(toolCalls: functions.ToArray()), finishReason: "tool_calls");
    }

    /// <summary>The result of a function, which the next model call includes.</summary>
    public void Add(string callId, string result) => _messages.Add(ModelMessage.Tool(callId, result));

    /// <summary>A model call that answers the user.</summary>
    public void AskForAnswer(Turn turn, string answer) => Ask(turn, ModelMessage.Assistant(answer), finishReason: "stop");

    private void Ask(Turn turn, ModelMessage answer, string finishReason)
    {
        using var call = turn.BeginModelCall("gpt-x", provider: "openai");
        call.AddRequest([.. _messages]);
        call.AddChunk();
        call.Complete(answer, new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42), finishReason);
        _messages.Add(answer);
    }
}
