using System.Globalization;
using ConvLog.Privacy;

namespace ConvLog.StoreContract.Differential;

/// <summary>What one store answers to every kind of question, as text in which a pseudonym is called by its user and a store's own positions are left out.</summary>
internal sealed class Answers
{
    private static readonly Reader[] s_readers = [new("permitted", CanReadPii: true), new("other", CanReadPii: false)];

    private readonly IConversationStore _store;
    private readonly ConversationReader _reader;
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);
    private readonly List<(string Question, string Answer)> _all = [];

    private Answers(IConversationStore store)
    {
        _store = store;
        _reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)) });
    }

    /// <summary>Asks a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="questions">Which questions are asked: the same number, the same questions.</param>
    public static async Task<IReadOnlyList<(string Question, string Answer)>> OfAsync(IConversationStore store, int questions)
    {
        var answers = new Answers(store);
        await answers.ConversationsAsync();
        await answers.ManyAsync(new Random(questions));
        return answers._all;
    }

    private async Task ConversationsAsync()
    {
        foreach (string id in Vocabulary.Conversations)
        {
            if (await _store.ReadSummaryAsync(id) is { UserPseudonym: { } pseudonym } summary)
            {
                _pseudonyms[summary.Conversation.UserId!] = pseudonym;
            }
        }

        foreach (string id in Vocabulary.Conversations.Append("unknown"))
        {
            await AskAsync($"conversation {id}", async () => await _store.ReadAsync(id));
            await AskAsync($"summary {id}", async () => await _store.ReadSummaryAsync(id));
            foreach (var reader in s_readers)
            {
                await AskAsync($"view {id} of {reader.Name}", async () => await _reader.GetAsync(reader, id));
                await AskAsync($"summary view {id} of {reader.Name}", async () => await _reader.GetSummaryAsync(reader, id, "bookings"));
            }
        }

        await AskAsync("agents", async () => await _store.ListAgentsAsync());
    }

    private async Task ManyAsync(Random random)
    {
        for (int i = 0; i < 12; i++)
        {
            var query = AnyQuestion.List(random);
            query = query with { UserPseudonym = query.UserPseudonym is { } user ? _pseudonyms.GetValueOrDefault(user, "nobody") : null };
            foreach (var reader in s_readers)
            {
                await AskAsync($"list for {reader.Name}: {query}", async () => await _store.ListAsync(query, reader.CanReadPii) is var page ? (page.Conversations, page.Total, page.SearchStopped) : default);
                await AskAsync($"list walked by {reader.Name}: {query}", () => WalkAsync(reader, query));
            }
        }

        for (int i = 0; i < 6; i++)
        {
            var log = AnyQuestion.Log(random);
            await AskAsync($"log: {log}", () => WalkAsync(log));
            await AskAsync($"log view: {log}", () => WalkAsync(s_readers[i % 2], log));
            var search = AnyQuestion.Search(random);
            await AskAsync($"search: {search}", async () => await _store.SearchAsync(search));
            var statistics = AnyQuestion.Statistics(random);
            await AskAsync($"statistics: {statistics}", async () => await _store.ReadStatisticsAsync(statistics));
        }
    }

    private async Task<object?> WalkAsync(Reader reader, ConversationQuery query)
    {
        var pages = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await _reader.ListAsync(reader, query with { Offset = 0 }, cursor);
            pages.Add((page.Conversations, page.Total));
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    private async Task<object?> WalkAsync(LogQuery query)
    {
        var pages = new List<object?>();
        do
        {
            var page = await _store.ReadLogAsync(query);
            pages.Add(page.Logged);
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        return pages;
    }

    private async Task<object?> WalkAsync(Reader reader, LogQuery query)
    {
        var pages = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await _reader.GetLogAsync(reader, query, cursor);
            pages.Add(page.Logged);
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    private async Task AskAsync(string question, Func<Task<object?>> ask)
    {
        string answer;
        try
        {
            answer = AnswerText.Of(await ask());
        }
        catch (ArgumentException refused)
        {
            answer = refused.Message;
        }

        _all.Add((Named(question), Named(answer)));
    }

    private string Named(string text) => _pseudonyms.Aggregate(text, static (named, user) => named.Replace(user.Value, string.Create(CultureInfo.InvariantCulture, $"pseudonym of {user.Key}"), StringComparison.Ordinal));
}
