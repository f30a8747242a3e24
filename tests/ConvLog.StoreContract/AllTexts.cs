namespace ConvLog.StoreContract;

/// <summary>Writes a text to every text property of a conversation. Every text contains <see cref="Canary"/>; names and IDs do not.</summary>
public static class AllTexts
{
    public const string Canary = "canary";

    private static int s_number;

    public static ConversationInfo Info(string id, Recording recording) => new(id)
    {
        AgentId = "bookings",
        Channel = "voice",
        VariantId = "b",
        UserId = Text(),
        FromNumber = Text(),
        ToNumber = Text(),
        Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { [Text()] = Text() },
        Recording = recording,
    };

    /// <summary>Two turns with function calls, model calls and everything else, and records of the team.</summary>
    public static async Task LogAsync(Conversation conversation)
    {
        conversation.Log.Info(Text(), (Text(), Text()));
        using (var turn = conversation.BeginTurn(new MaskedText(Text(), shown: Text())))
        {
            LogModelCall(conversation, turn);
            using (var call = conversation.BeginFunction("save_guest", "call_1", new { name = Text(), nested = new { deep = Text() } }))
            {
                conversation.Log.Warning(Text(), LogField.Pii("email", Text(), shown: Text()), ("when", 4));
                conversation.Log.Error(Text(), new TimeoutException(Text()), ("cause", new InvalidOperationException(Text())), ("exception", Text()));
                conversation.Log.Info(Text(), new Dictionary<string, object?>(StringComparer.Ordinal) { ["member"] = Text() });
                conversation.Log.Write(EntryLevel.Error, Text(), exception: null, isPii: true, ("k", Text()));
                conversation.LogApiResponse("POST", $"https://crm.example/{Text()}?q={Text()}", 503, TimeSpan.FromMilliseconds(12), Text(), overrideUrl: null,
                    isPii: false, ("body", Text()));
                await conversation.LogApiResponseAsync(Response(), TimeSpan.FromMilliseconds(3));
                conversation.SetState("order", Text());
                conversation.SetState("order", LogField.Pii("order", Text(), shown: Text()));
                call.Fail(new InvalidOperationException(Text()));
            }

            conversation.RunFunction("find_guest", () => Text());
            using (var call = conversation.BeginFunction("find_table"))
            {
                call.Fail(Text());
            }

            turn.Complete(Text(), new ModelUsage("gpt-x", 310, 42, 0.002m, "EUR"));
            turn.Interrupt(Text());
            turn.SetStreamed(Text());
            turn.HandOver("triage", "billing", Text(), Text());
            turn.Say(Text(), filler: true);
            turn.SetInput(Text());
            turn.AddInput(Text());
        }

        using (var turn = conversation.BeginTurn(Text()))
        {
            turn.Fail(Text());
        }

        conversation.Score("mood", 3, ScoreSource.Model, Text());
        conversation.WriteMetric("csat", 4);
        conversation.WriteMetric("solved", true);
        conversation.WriteMetric("score", double.NaN);
        conversation.WriteMetric("mood", Text());
        conversation.WriteMetric("age", LogField.Pii("age", 42, shown: Text()));
        conversation.WriteMetric("list", new[] { Text() });
        conversation.AddFeedback(FeedbackRating.Dislike, Text());
        conversation.Annotate(Text(), Text());
        conversation.AddNote(Text(), Text());
        conversation.HandOff(Text(), Text(), Text());
        conversation.HandBack(Text());
    }

    private static void LogModelCall(Conversation conversation, Turn turn)
    {
        using var call = turn.BeginModelCall("gpt-x", "openai", new ModelParameters { ResponseFormat = Text(), Tools = ["save_guest"] });
        call.AddRequest(ModelMessage.System(Text()), ModelMessage.User(new MaskedText(Text(), Text())), ModelMessage.Tool("call_0", Text()));
        call.AddRequest(CapturedElsewhere());
        var answer = ModelMessage.Assistant(Text(), [new ModelToolCall("call_1", "save_guest", new { name = Text() })], Text());
        call.Complete(answer, new ModelUsage("", 310, 42), "tool_calls");
        using var failed = turn.BeginModelCall("gpt-x");
        failed.Fail(Text(), ModelMessage.Assistant(Text()));
    }

    // Messages captured by a fully recorded conversation keep their texts.
    private static ModelMessage[] CapturedElsewhere()
    {
        using var other = new Conversation(new ConversationInfo(), new InMemorySink());
        using var turn = other.BeginTurn();
        using var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(ModelMessage.User(Text()), ModelMessage.Assistant("", [new ModelToolCall("call_9", "find", new { name = Text() })]));
        return [.. call.Request];
    }

    private static HttpResponseMessage Response() => new(System.Net.HttpStatusCode.BadGateway)
    {
        Content = new StringContent(Text()),
        RequestMessage = new HttpRequestMessage(HttpMethod.Get, $"https://crm.example/{Text()}"),
    };

    private static string Text() => FormattableString.Invariant($"{Canary} {Interlocked.Increment(ref s_number)}");
}
