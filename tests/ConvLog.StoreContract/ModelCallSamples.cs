namespace ConvLog.StoreContract;

/// <summary>Model calls in every state that a store can have them in.</summary>
public static class ModelCallSamples
{
    /// <summary>
    /// Ended, running, known only by its end, and failed with a personal error, outside any turn; in "two", a call with the ID of one in "one".
    /// </summary>
    public static IReadOnlyList<StoreRecord> All { get; } =
    [
        Some.Opening("one"), Some.Turn(1, "one"),
        Some.ModelCall(1, conversation: "one", after: 1), End(1, "one"),
        Some.ModelCall(2, conversation: "one", after: 2) with { Model = "gpt-y", Provider = "azure" },
        End(3, "one") with { Error = "no place for Ana", Outcome = FunctionOutcome.Failed, Usage = null, Duration = null, TimeToFirstToken = null },
        Some.ModelCall(4, turn: null, conversation: "one", after: 4), End(4, "one") with { TurnId = null, Provider = null },
        Some.Opening("two", minute: 60), Some.ModelCall(1, conversation: "two", after: 1) with { ModelCallId = "one model call 1" },
        Some.Opening("none"), Some.Turn(1, "none") with { Usage = new ModelUsage("gpt-x", 5, 6) },
    ];

    private static ModelCallRecord End(int call, string conversation)
        => Some.ModelCall(call, FunctionOutcome.Completed, after: call, conversation: conversation) with
    {
        Provider = "openai",
        StartedAt = Some.At(call),
        Duration = TimeSpan.FromSeconds(call),
        TimeToFirstToken = TimeSpan.FromMilliseconds(call),
        Usage = new ModelUsage("", 310, 42, 0.0012m, "EUR") { CachedInputTokens = 300 },
    };
}
