using ConvLog.StoreContract;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>Compares the results of the same reads from two stores.</summary>
internal static class Answers
{
    private static readonly string[] s_searches = ["zebra", "ZEB", "予約", "überweisung", "word7", "it's quoted", "nothing of the kind"];

    /// <summary>Fails if the stores differ in conversations, lists or statistics.</summary>
    public static async Task CompareAsync(IConversationStore expected, IConversationStore store, IEnumerable<string> conversations, string because)
    {
        foreach (string id in conversations)
        {
            var wanted = await expected.ReadAsync(id);
            var given = await store.ReadAsync(id);
            Compare(TextOf(wanted), TextOf(given), $"conversation {id} {because}");
            Compare(AnswerText.Of(InPages(wanted?.Logged ?? [])), AnswerText.Of(await LogOfAsync(store, id)), $"the pages of {id}'s log {because}");
        }

        await store.BringUpToDateAsync();
        foreach (var query in (ConversationQuery[])[new() { Limit = 10_000, CountTotal = true },
            new() { Limit = 10_000, Environment = ConversationEnvironment.Debug }])
        {
            foreach (bool withPii in (bool[])[true, false])
            {
                var wanted = await expected.ListAsync(query, withPii);
                var given = await store.ListAsync(query, withPii);
                Compare(AnswerText.Of(wanted.Conversations.Select(Named)), AnswerText.Of(given.Conversations.Select(Named)), $"the list {because}");
                given.Total.Should().Be(wanted.Total, because);
            }
        }

        var statistics = StatisticsQuery();
        Compare(AnswerText.Of(await expected.ReadStatisticsAsync(statistics)), AnswerText.Of(await store.ReadStatisticsAsync(statistics)),
            $"statistics {because}");
    }

    /// <summary>Fails if the search results of the stores differ.</summary>
    public static async Task CompareSearchAsync(IConversationStore expected, IConversationStore store, string because)
    {
        foreach (string text in s_searches)
        {
            var query = new SearchQuery { Text = text, Limit = 1_000 };
            Compare(AnswerText.Of(await expected.SearchAsync(query)), AnswerText.Of(await store.SearchAsync(query)), $"the search for {text} {because}");
        }
    }

    public static StatisticsQuery StatisticsQuery()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new StatisticsQuery { From = now.AddDays(-100), To = now.AddDays(1) };
    }

    /// <summary>A conversation as text. A random pseudonym is replaced by the user it stands for.</summary>
    public static string TextOf(StoredConversation? conversation) => AnswerText.Of(conversation is null ? null : conversation with
    {
        Summary = Named(conversation.Summary),
        ModelMessages = [.. Referred(conversation)],
    });

    // Of equal messages the first is kept, and which process was first varies. A message that no call refers to appears nowhere.
    private static IEnumerable<ModelMessageRecord> Referred(StoredConversation conversation)
    {
        var referred = conversation.Logged.OfType<ModelCallRecord>()
            .SelectMany(static call => call.Response is { } response ? call.Request.Append(response) : call.Request).ToHashSet();
        return conversation.ModelMessages.Where(message => referred.Contains(message.Id)).OrderBy(static message => message.Id)
            .Select(static message => message with { WriterId = default, Sequence = 0, Timestamp = default, TurnId = null, FunctionEventId = null });
    }

    // Which of several runs removed the personal data depends on the time of the kill.
    public static StoredSummary Named(StoredSummary summary) => summary with
    {
        UserPseudonym = summary.UserPseudonym is null ? null : $"of {NameOf(summary)}",
        Users = [.. summary.Users.Select(static user => user with { Pseudonym = $"of {user.UserId ?? "someone"}" })],
        Conversation = summary.Conversation with { UserId = NameOf(summary) },
        PiiPurgedAt = summary.PiiPurgedAt is null ? null : DateTimeOffset.UnixEpoch,
    };

    private static string? NameOf(StoredSummary summary)
        => summary.PiiPurgedAt is not null && string.Equals(summary.Conversation.UserId, summary.UserPseudonym, StringComparison.Ordinal)
            ? "someone" : summary.Conversation.UserId;

    private static void Compare(string expected, string given, string because) => AnswerText.Difference(expected, given).Should().BeNull(because);

    // A page of a log has the model calls without their messages.
    private static IEnumerable<ScopedRecord> InPages(IEnumerable<ScopedRecord> logged)
        => logged.Select(static record => record is ModelCallRecord call ? call with { Request = [], Response = null } : record);

    private static async Task<List<ScopedRecord>> LogOfAsync(IConversationStore store, string id)
    {
        var logged = new List<ScopedRecord>();
        var query = new LogQuery(id) { WithPii = true, Limit = 57 };
        do
        {
            var page = await store.ReadLogAsync(query);
            logged.AddRange(page.Logged);
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        return logged;
    }
}
