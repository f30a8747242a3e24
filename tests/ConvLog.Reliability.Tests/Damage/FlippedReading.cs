using ConvLog.StoreContract;

namespace ConvLog.Reliability.Tests.Damage;

/// <summary>The results of all reads from a store with a flipped bit.</summary>
internal sealed record FlippedReading
{
    /// <summary>The refusal of the store, if any.</summary>
    public string? Refusal { get; init; }

    /// <summary>Another exception, if any, which is a defect of the store.</summary>
    public string? Crash { get; init; }

    /// <summary>Whether health reports damage.</summary>
    public bool IsReported { get; init; }

    /// <summary>The records of all conversations as text, in order.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>The content of lists.</summary>
    public string Lists { get; init; } = "";

    /// <summary>The statistics.</summary>
    public string Statistics { get; init; } = "";

    /// <summary>The search results.</summary>
    public string Search { get; init; } = "";

    public static async Task<FlippedReading> OfFileAsync(string path, IConversationStore whole)
    {
        try
        {
            await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
            var reading = await OfAsync(store, whole);
            return reading with { IsReported = (await store.CheckHealthAsync()).Status != StoreHealthStatus.Healthy };
        }
        catch (ConversationStoreException e)
        {
            return new FlippedReading { Refusal = e.Message };
        }
    }

    /// <summary>Reads everything from a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="whole">An undamaged store with the same conversations.</param>
    public static async Task<FlippedReading> OfAsync(IConversationStore store, IConversationStore whole)
    {
        var records = new List<string>();
        var reading = new FlippedReading { Records = records };
        try
        {
            var all = await whole.ListAsync(new ConversationQuery { Limit = 10_000 }, withPii: true);
            foreach (string id in all.Conversations.Select(static summary => summary.Conversation.ConversationId).Order(StringComparer.Ordinal))
            {
                records.AddRange(RecordSnapshots(await store.ReadAsync(id)));
            }

            var list = await store.ListAsync(new ConversationQuery { Limit = 10_000 }, withPii: true);
            return reading with
            {
                Lists = AnswerText.Of(list.Conversations.Select(Answers.Named)),
                Statistics = AnswerText.Of(await store.ReadStatisticsAsync(Answers.StatisticsQuery())),
                Search = AnswerText.Of(await store.SearchAsync(new SearchQuery { Text = "zebra", Limit = 1_000 })),
            };
        }
        catch (ConversationStoreException e)
        {
            return reading with { Refusal = e.Message };
        }
        catch (Exception e)
        {
            return reading with { Crash = e.ToString() };
        }
    }

    private static IEnumerable<string> RecordSnapshots(StoredConversation? conversation) => conversation is null ? [] :
        ((IEnumerable<StoreRecord>)[.. conversation.Turns, .. conversation.FunctionEvents, .. conversation.Logged, .. conversation.Feedback,
            .. conversation.Annotations, .. conversation.Notes])
        .Select(static record => record.GetType().Name + AnswerText.Of(record));
}
