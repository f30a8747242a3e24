namespace ConvLog.Console.Tests.Naughty;

/// <summary>A conversation with a turn for each string, which is in every field of the turn.</summary>
internal sealed class NaughtyConversation(ILogSink sink, ManualClock clock)
{
    public async Task PlayAsync(string id, IReadOnlyList<string> texts)
    {
        string first = texts[0];
        var info = new ConversationInfo(id)
        {
            AgentId = first,
            AccountId = first,
            ProjectId = first,
            Channel = first,
            UserId = first,
            FromNumber = first,
            ToNumber = first,
            VariantId = first,
            Language = first,
            Attributes = texts.Distinct(StringComparer.Ordinal).ToDictionary(static text => text, static text => (object?)text, StringComparer.Ordinal),
        };
        await using var conv = new Conversation(info, sink, new ConversationOptions { TimeProvider = clock });
        foreach (string text in texts)
        {
            clock.Pass(900);
            Say(conv, text);
            conv.WriteMetric(text, text);
            conv.AddNote(text, text);
        }

        conv.HandOff(first, texts[^1]);
    }

    private void Say(Conversation conv, string text)
    {
        using var turn = conv.BeginTurn(text);
        turn.HandOver(text, text, text, text);
        clock.Pass(200);
        using (var call = conv.BeginFunction(text, text,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [text] = text, ["nested"] = new[] { text } }))
        {
            conv.Log.Info(text, (text, text), ("nested", new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text }));
            conv.Log.Warning(text, LogField.Pii(text, text, shown: text));
            conv.Log.Error(text, new InvalidOperationException(text));
            conv.Log.Info(text, (text, text), isPii: true);
            conv.LogApiResponse(text, text, 500, TimeSpan.FromMilliseconds(30), text);
            conv.LogApiResponse("GET", $"https://{text}/{text}?{text}={text}", 404, TimeSpan.FromMilliseconds(30), JsonOf(text));
            conv.SetState(text, text);
            clock.Pass(40);
            call.Fail(text);
        }

        conv.BeginFunction("answered").Complete(text);
        conv.AddFeedback(FeedbackRating.Dislike, text);
        conv.AddFeedback(FeedbackRating.Like, text, FeedbackSource.Team);
        conv.Annotate(text, text);
        turn.Fail(text, text);
    }

    private static string JsonOf(string text)
        => System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text });
}
