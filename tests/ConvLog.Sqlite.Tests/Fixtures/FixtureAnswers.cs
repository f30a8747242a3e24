using System.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>All results of a store with the fixtures' content.</summary>
internal static class FixtureAnswers
{
    /// <summary>
    /// The results as text, without pseudonyms, which are random, and without the order of users whose last conversations began at the same time.
    /// </summary>
    public static async Task<string> OfAsync(IConversationStore store)
    {
        var text = new StringBuilder();
        foreach (string conversation in FixtureContent.Conversations)
        {
            text.Append(AnswerText.Of(await store.ReadAsync(conversation)));
        }

        text.Append(AnswerText.Of((await store.ListAsync(new ConversationQuery { CountTotal = true }, withPii: true)).Conversations));
        text.Append(AnswerText.Of((await store.ListAsync(new ConversationQuery { AccountId = "acme" }, withPii: true)).Conversations));
        text.Append(AnswerText.Of((await store.ListAsync(new ConversationQuery { ProjectId = "project of globex" }, withPii: false)).Conversations));
        text.Append(AnswerText.Of(
            (await store.ListAsync(new ConversationQuery { Scope = new ConversationScope { AccountIds = ["acme"] } }, withPii: false)).Conversations));
        text.Append(AnswerText.Of((await store.ListUsersAsync(new UserQuery())).Users.OrderBy(static user => user.UserId, StringComparer.Ordinal)));
        text.Append(AnswerText.Of(await store.SearchAsync(new SearchQuery { Text = "upsert" })));
        foreach (string? account in (string?[])[null, "acme", "globex"])
        {
            var scope = account is null ? ConversationScope.All : new ConversationScope { AccountIds = [account] };
            var query = new StatisticsQuery { From = Some.At(-60), To = Some.At(120), Scope = scope };
            text.Append(AnswerText.Of(await store.ReadStatisticsAsync(query))).Append(AnswerText.Of(await store.ReadErrorMessagesAsync(query, 10)));
        }

        return string.Join('\n', text.ToString().Split('\n').Where(static line => !line.Contains("Pseudonym: ", StringComparison.Ordinal)));
    }
}
