using System.Globalization;
using System.Text.RegularExpressions;
using ConvLog.Privacy;

namespace ConvLog.StoreContract.Differential;

/// <summary>
/// The results of one store for every kind of query, as text with pseudonyms numbered by first occurrence and without the store's own cursors and times.
/// </summary>
internal sealed partial class Answers
{
    private static readonly Reader[] s_readers = [new("permitted", canReadPii: true), new("other", canReadPii: false)];

    private readonly IConversationStore _store;
    private readonly ConversationReader _reader;

    // With personal utterances, the store is not searched for their text.
    private readonly bool _entriesOnly;
    private readonly List<string> _pseudonyms = [];
    private readonly List<(string Question, string Answer)> _all = [];
    private int _everyNth = 1;
    private int _turn;

    private Answers(IConversationStore store, PrivacyClass utterances)
    {
        _store = store;
        _entriesOnly = utterances == PrivacyClass.Personal;
        _reader = new ConversationReader(store,
            new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)), Privacy = new PrivacyOptions { Utterances = utterances } });
    }

    /// <summary>Queries a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="utterances">Whether utterances are personal.</param>
    /// <param name="questions">The seed of the queries.</param>
    /// <param name="everyNth">Runs every n-th query after those of whole conversations; 1 for all.</param>
    public static async Task<IReadOnlyList<(string Question, string Answer)>> OfAsync(IConversationStore store, PrivacyClass utterances, int questions,
        int everyNth = 1)
    {
        var answers = new Answers(store, utterances);
        await answers.ConversationsAsync();
        (answers._everyNth, answers._turn) = (everyNth, questions % everyNth); // By now the pseudonyms are numbered.
        await answers.ManyAsync(new Random(questions));
        await answers.LeavingAsync(new Random(questions));
        return answers._all;
    }

    private async Task ConversationsAsync()
    {
        foreach (string id in Vocabulary.Conversations.Append("unknown"))
        {
            await AskAsync($"conversation {id}", async () => await _store.ReadAsync(id));
            await AskAsync($"summary {id}", async () => await _store.ReadSummaryAsync(id));
            foreach (var reader in s_readers)
            {
                await AskAsync($"view {id} of {reader.Name}", async () => await _reader.GetAsync(reader, id));
                await AskAsync($"turns view {id} of {reader.Name}", async () => await _reader.GetTurnsAsync(reader, id));
                await AskAsync($"summary view {id} of {reader.Name}", async () => await _reader.GetSummaryAsync(reader, id, "bookings"));
            }
        }

        await AskAsync("first problems", async () => await _store.ReadFirstProblemsAsync([.. Vocabulary.Conversations, "unknown"]));
        await AskAsync("last answers", async () => await _store.ReadLastAnswersAsync([.. Vocabulary.Conversations, "unknown"]));
        await AskAsync("agents", async () => await _store.ListAgentsAsync(ConversationScope.All));
    }

    private async Task ManyAsync(Random random)
    {
        for (int i = 0; i < 12; i++)
        {
            var query = AnyQuery.List(random);
            query = query with { UserPseudonym = query.UserPseudonym is { } name
                ? _pseudonyms.ElementAtOrDefault(Array.IndexOf(Vocabulary.Pseudonyms, name)) ?? name : null, EntriesOnly = query.EntriesOnly || _entriesOnly };
            foreach (var reader in s_readers)
            {
                await AskAsync($"list for {reader.Name}: {query}",
                    async () => await _store.ListAsync(query, reader.CanReadPii) is var page ? (page.Conversations, page.Total, page.SearchStopped) : default);
                await AskAsync($"facets for {reader.Name}: {query}", async () => await _store.CountFacetsAsync(query, reader.CanReadPii));
                await AskAsync($"problems for {reader.Name}: {query}",
                    async () => (await _store.CountProblemsAsync(query, reader.CanReadPii)).OrderBy(static count => count.Key).ToList());
                await AskAsync($"list walked by {reader.Name}: {query}", () => WalkAsync(reader, query));
            }
        }

        for (int i = 0; i < 6; i++)
        {
            var log = AnyQuery.Log(random);
            await AskAsync($"log: {log}", () => WalkAsync(log));
            await AskAsync($"log view: {log}", () => WalkAsync(s_readers[i % 2], log));
            var search = AnyQuery.Search(random) is var asked && _entriesOnly ? asked with { EntriesOnly = true } : asked;
            await AskAsync($"search: {search}", async () => await _store.SearchAsync(search));
            var statistics = AnyQuery.Statistics(random);
            await AskAsync($"statistics: {statistics}", async () => await _store.ReadStatisticsAsync(statistics));
            await AskAsync($"error messages: {statistics}", async () => await _store.ReadErrorMessagesAsync(statistics, 10));
            var calls = AnyQuery.Calls(random);
            await AskAsync($"calls: {calls}", async () => await _store.ReadCallStatisticsAsync(calls, withPii: i % 2 == 0));
            await AskAsync($"details of calls: {calls}", async () => await _store.ReadCallDetailsAsync(calls, withPii: i % 2 == 0));
            var listed = AnyQuery.CallList(random, calls);
            await AskAsync($"listed calls: {listed}", () => WalkAsync(s_readers[i % 2] with { Scope = calls.Period.Scope }, listed));
            var users = AnyQuery.Users(random);
            await AskAsync($"users: {users}", () => WalkAsync(users));
            await AskAsync($"agents: {users.Scope}", async () => await _store.ListAgentsAsync(users.Scope));
        }
    }

    // Receipts without their times, because each store has its own clock.
    private async Task LeavingAsync(Random random)
    {
        await AskAsync("holds", async () => await _store.ListHoldsAsync());
        await AskAsync("receipts", async () => (await _store.ListReceiptsAsync(100)).OrderBy(static receipt => receipt.Id).Select(
            static receipt
                => (receipt.Id, receipt.Subject, receipt.ConversationId, receipt.UserPseudonym, receipt.RequestedBy, receipt.Reason, receipt.RequestedAt,
                receipt.Conversations, receipt.Records, receipt.HeldConversations, receipt.SharedConversations)).ToList());
        for (int i = 0; i < 3; i++)
        {
            var cut = AnyQuery.Cut(random);
            await AskAsync($"preview: {cut}", async () => await _store.PreviewRetentionAsync(cut));
        }

        foreach (var query in (AccessQuery[])[new() { Limit = 7 }, new() { ConversationId = random.Of(Vocabulary.Conversations) },
            new() { Reader = "ana", From = random.Time(), To = random.Time() }])
        {
            await AskAsync($"accesses: {query}", () => WalkAsync(query));
        }

        await AskAsync("chain of accesses",
            async () => await _store.VerifyAccessAsync() is var chain ? (chain.Verified, chain.FirstBroken, chain.Beginning, chain.Head) : default);
    }

    private async Task<object?> WalkAsync(AccessQuery query)
    {
        var pages = new List<object?>();
        do
        {
            var page = await _store.ReadAccessAsync(query);
            pages.Add(page.Accesses);
            query = query with { Before = page.Next };
        }
        while (query.Before is not null);

        return pages;
    }

    private async Task<object?> WalkAsync(Reader reader, ConversationQuery query)
    {
        var pages = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await _reader.ListAsync(reader with { Scope = query.Scope }, query with { Offset = 0 }, cursor);
            pages.Add((page.Conversations, page.Total));
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    // On one page, so that users with the same time can be sorted alike: each store has its own pseudonyms.
    private async Task<object?> WalkAsync(UserQuery query)
    {
        var users = new List<StoredUser>();
        do
        {
            var page = await _store.ListUsersAsync(query);
            users.AddRange(page.Users);
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        return users.OrderByDescending(static user => user.LastStartedAt).ThenBy(user => _pseudonyms.IndexOf(user.Pseudonym)).ToList();
    }

    private async Task<object?> WalkAsync(Reader reader, CallListQuery query)
    {
        var calls = new List<ListedCall>();
        string? cursor = null;
        do
        {
            var page = await _reader.ListCallsAsync(reader, query, cursor);
            calls.AddRange(page.Calls);
            cursor = page.Next;
        }
        while (cursor is not null);

        return calls;
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
        if (_turn++ % _everyNth != 0)
        {
            return;
        }

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

    private string Named(string text) => Pseudonym().Replace(text, found =>
    {
        if (!_pseudonyms.Contains(found.Value, StringComparer.Ordinal))
        {
            _pseudonyms.Add(found.Value);
        }

        return string.Create(CultureInfo.InvariantCulture, $"pseudonym {_pseudonyms.IndexOf(found.Value) + 1}");
    });

    [GeneratedRegex("user-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pseudonym();
}
