using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConvLog.Privacy;
using ConvLog.Serialization;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>All queries that a reader without the permission can make, and their results: views and JSON, with numbered pseudonyms and all pages.</summary>
internal sealed partial class ReaderAnswers
{
    private static readonly Reader s_reader = new("other", canReadPii: false);

    private static readonly Reader[] s_narrow =
    [
        s_reader with { Name = "one of an agent", Scope = new() { AgentIds = ["weather"] } },
        s_reader with { Name = "one of accounts", Scope = new() { AccountIds = ["acme", ""] } },
    ];

    private readonly IConversationStore _store;
    private readonly ConversationReader _reader;
    private readonly List<string> _pseudonyms = [];
    private readonly List<(string Question, string Answer)> _all = [];
    private Func<string, Func<Task>, Task> _around = static (_, ask) => ask();
    private int _everyNth = 1;
    private int _pageSize;
    private int _turn;

    private ReaderAnswers(IConversationStore store, PrivacyClass utterances)
    {
        _store = store;
        _reader = new ConversationReader(store,
            new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(600)), Privacy = new PrivacyOptions { Utterances = utterances } });
    }

    /// <summary>Queries a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="utterances">Whether utterances are personal.</param>
    /// <param name="questions">The seed of the queries.</param>
    /// <param name="everyNth">Runs every n-th query after those of whole conversations; 1 for all.</param>
    /// <param name="around">Runs each query; null to run it directly.</param>
    /// <param name="pageSize">The number of entries on a page of a whole log, and of conversations on a page of a full list.</param>
    public static async Task<IReadOnlyList<(string Question, string Answer)>> OfAsync(
        IConversationStore store, PrivacyClass utterances, int questions, int everyNth = 1, Func<string, Func<Task>, Task>? around = null,
        int pageSize = 2)
    {
        var answers = new ReaderAnswers(store, utterances);
        (answers._around, answers._pageSize) = (around ?? answers._around, pageSize);
        await answers.ConversationsAsync();
        (answers._everyNth, answers._turn) = (everyNth, questions % everyNth); // By now the pseudonyms are numbered.
        await answers.ListsAsync(new Random(questions));
        await answers.OthersAsync(new Random(questions));
        await answers.WholeAsync(new Random(questions));
        return answers._all;
    }

    private async Task ConversationsAsync()
    {
        foreach (string id in Vocabulary.Conversations)
        {
            await AskAsync($"conversation {id}", async () => await _reader.GetAsync(s_reader, id));
            await AskAsync($"JSON of {id}",
                async () => await _reader.GetAsync(s_reader, id) is { } view ? Encoding.UTF8.GetString(ConversationJson.ToUtf8(view)) : null);
            await AskAsync($"turns of {id}", async () => await _reader.GetTurnsAsync(s_reader, id));
            await AskAsync($"summary {id}", async () => await _reader.GetSummaryAsync(s_reader, id, "bookings"));
            await AskAsync($"{id} exists", async () => await _reader.ExistsAsync(s_reader, id));
            foreach (var reader in s_narrow)
            {
                await AskAsync($"{id} for {reader.Name}",
                    async () => (await _reader.GetAsync(reader, id), await _reader.GetTurnsAsync(reader, id), await _reader.GetSummaryAsync(reader, id),
                    await _reader.ExistsAsync(reader, id)));
                await AskAsync($"log of {id} for {reader.Name}", async () => await _reader.GetLogAsync(reader, new LogQuery(id)));
            }

            foreach (bool withPii in (bool[])[true, false])
            {
                await AskAsync($"log of {id}", () => WalkAsync(new LogQuery(id) { WithPii = withPii, Limit = _pageSize }));
            }
        }

        await AskAsync("first problems of all", () => FirstProblemsAsync(new ConversationQuery { Limit = 1_000 }));
        await AskAsync("agents", async () => await _reader.ListAgentsAsync(s_reader));
        await AskAsync("health", async () => await _reader.GetHealthAsync(s_reader));
    }

    // Every filter in turn, every sort order, and random combinations.
    private async Task ListsAsync(Random random)
    {
        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            var query = new ConversationQuery { Sort = sort, Limit = _pageSize, CountTotal = true };
            await AskAsync($"list: {query}", () => WalkAsync(query));
            await AskAsync($"list: {query with { Ascending = true }}", () => WalkAsync(query with { Ascending = true }));
        }

        foreach (var query in AnyQuery.EachFilter(random).Concat(Enumerable.Range(0, 6).Select(_ => AnyQuery.List(random))))
        {
            var asked = Known(query);
            await AskAsync($"list: {query}", () => WalkAsync(asked));
            await AskAsync($"facets: {query}", () => FacetsAsync(asked));
            await AskAsync($"first problems: {query}", () => FirstProblemsAsync(asked));
            await AskAsync($"list as JSON: {query}", async () => JsonOf(await _reader.ListAsync(s_reader with { Scope = asked.Scope }, asked), asked));
        }
    }

    private async Task<object?> FacetsAsync(ConversationQuery asked)
        => asked is { UserId: null, Number: null, Attributes.Count: 0 }
            ? await _reader.CountFacetsAsync(s_reader with { Scope = asked.Scope }, asked, most: 1 + (_turn % 4)) : null;

    private async Task<object?> FirstProblemsAsync(ConversationQuery asked)
    {
        var reader = s_reader with { Scope = asked.Scope };
        var listed = (await _reader.ListAsync(reader, asked)).Conversations;
        return (
            await _reader.FindFirstProblemsAsync(reader, listed),
            await _reader.FindLastAnswersAsync(reader, listed),
            await _reader.ReadSnapshotAsync<object>(reader, asked, async lists =>
            {
                var page = await lists.ListAsync(asked);
                return (page with { Next = null }, await lists.FindFirstProblemsAsync(page.Conversations), await lists.ListAgentsAsync());
            }));
    }

    // The index of a pseudonym that occurred: each store has its own pseudonyms.
    private ConversationQuery Known(ConversationQuery query)
        => query with { UserPseudonym = query.UserPseudonym is { } name
            ? _pseudonyms.ElementAtOrDefault(Array.IndexOf(Vocabulary.Pseudonyms, name)) ?? name : null };

    private async Task OthersAsync(Random random)
    {
        for (int i = 0; i < 6; i++)
        {
            var log = AnyQuery.Log(random);
            await AskAsync($"log: {log}", () => WalkAsync(log));
            var search = AnyQuery.Search(random);
            await AskAsync($"search: {search}", async () => await _reader.SearchAsync(s_reader with { Scope = search.Scope }, search));
            var statistics = AnyQuery.Statistics(random);
            await AskAsync($"problems: {statistics}",
                async () => await _reader.GetProblemStatisticsAsync(s_reader with { Scope = statistics.Scope }, statistics));
            await AskAsync($"statistics: {statistics}", async () => await _reader.GetStatisticsAsync(s_reader with { Scope = statistics.Scope }, statistics));
            await AskAsync($"months: {statistics}", async () => await _reader.GetModelMonthsAsync(s_reader with { Scope = statistics.Scope }, statistics));
            await AskAsync($"error messages: {statistics}",
                async () => await _reader.GetErrorMessagesAsync(s_reader with { Scope = statistics.Scope }, statistics));
            var calls = AnyQuery.Calls(random);
            var counting = s_reader with { Scope = calls.Period.Scope };
            await AskAsync($"calls: {calls}", async () => await _reader.GetCallStatisticsAsync(counting, calls));
            await AskAsync($"details of calls: {calls}", async () => await _reader.GetCallDetailsAsync(counting, calls));
            var listed = AnyQuery.CallList(random, calls);
            await AskAsync($"listed calls: {listed}", async () => (await _reader.ListCallsAsync(counting, listed)).Calls);
            var users = AnyQuery.Users(random);
            await AskAsync($"users: {users}", () => WalkAsync(users));
            await AskAsync($"agents: {users.Scope}", async () => await _reader.ListAgentsAsync(s_reader with { Scope = users.Scope }));
            var cut = AnyQuery.Cut(random);
            await AskAsync($"preview: {cut}", async () => await _store.PreviewRetentionAsync(cut));
        }

        var all = new StatisticsQuery { From = Some.At(-3_000), To = Some.At(3_000), CountModels = true, CountScores = true };
        await AskAsync("all statistics", async () => await _reader.GetStatisticsAsync(s_reader, all));
        foreach (var kind in Enum.GetValues<CallTargetKind>())
        {
            await AskAsync($"all calls of {kind}", async () => await _reader.GetCallStatisticsAsync(s_reader, new CallQuery { Period = all, Kind = kind }));
        }
    }

    private async Task<object?> WalkAsync(ConversationQuery query)
    {
        var pages = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await _reader.ListAsync(s_reader with { Scope = query.Scope }, query with { Offset = 0 }, cursor);
            pages.Add((page.Conversations, page.Total, page.SearchStopped));
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    // Users with the same time in order of first occurrence: pseudonyms are random, and so is their order.
    private async Task<object?> WalkAsync(UserQuery query)
    {
        var users = new List<UserView>();
        string? cursor = null;
        do
        {
            var page = await _reader.ListUsersAsync(s_reader with { Scope = query.Scope }, query, cursor);
            users.AddRange(page.Users);
            cursor = page.Next;
        }
        while (cursor is not null);

        return users.OrderByDescending(static user => user.LastStartedAt).ThenBy(user => _pseudonyms.IndexOf(user.Pseudonym)).ToList();
    }

    private async Task<object?> WalkAsync(LogQuery query)
    {
        var pages = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await _reader.GetLogAsync(s_reader, query, cursor);
            pages.Add(page.Logged);
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    private static string JsonOf(ConversationPage page, ConversationQuery query)
    {
        using var buffer = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer, ConversationJson.WriterOptions))
        {
            ConversationJson.WriteList(writer, page, query.Limit, query.Offset);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private async Task AskAsync(string question, Func<Task<object?>> ask)
    {
        if (_turn++ % _everyNth != 0)
        {
            return;
        }

        string answer = "";
        await _around(question, async () =>
        {
            try
            {
                answer = AnswerText.Of(await ask());
            }
            catch (ArgumentException refused)
            {
                answer = refused.Message;
            }
        });
        _all.Add((question, Named(answer)));
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
