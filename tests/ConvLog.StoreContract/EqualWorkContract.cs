using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.StoreContract;

/// <summary>
/// Queries of a reader without the permission cost a store the same with and without much hidden data; otherwise response times would reveal it. The test
/// compares work instead of time, query by query, over all queries that such a reader can make.
/// </summary>
/// <param name="open">Opens an empty store whose work is counted.</param>
/// <param name="everyNth">Runs every n-th query after those of whole conversations in a usual run; 1 for all.</param>
public abstract class EqualWorkContract(Func<ValueTask<(IStoreUnderTest Store, IWorkMeter Meter)>> open, int everyNth = 1)
{
    private const int Visible = 200;
    private const int Hidden = 10_000;
    private const int Turns = 2;
    private const int Between = Hidden / Visible;

    // With small pages, most of the time would be spent requesting the next one.
    private const int Page = 20;

    private const double MostDifference = 0.01;

    // Page sizes of a log with hidden data: a server uses another plan for a page that it estimates as a large part of the rest.
    private static readonly int[] s_logPages = [3, 20, 70];

    private static readonly Reader s_other = new("other", canReadPii: false);

    [Fact]
    public Task Hidden_data_of_a_conversation_adds_no_work_for_readers_without_permission()
        => CostsNothingAsync(() => UnequalAsync([Vocabulary.Conversations[0]], [.. Enum.GetValues<EntryLevel>()]));

    // None of them has visible warnings or errors: lists of those that do must not scan them.
    [Fact]
    public Task Hidden_data_of_many_conversations_adds_no_work_for_readers_without_permission()
        => CostsNothingAsync(() => UnequalAsync([.. Enumerable.Range(0, 100).Select(static number => $"quiet {number}")], [EntryLevel.Info]));

    // A change reads before it writes: hidden data must not affect the time of that read.
    [Fact]
    public Task Ratings_labels_and_assignments_take_the_same_work_whatever_data_is_hidden() => CostsNothingAsync(async () =>
    {
        var (none, noise) = await TeamWorkAsync(hidden: 0);
        var (much, _) = await TeamWorkAsync(Hidden);

        none.Should().HaveSameCount(much).And.HaveCountGreaterThan(10);
        return none.Zip(much).Where(pair => Math.Abs(pair.First.Work - pair.Second.Work) > noise)
            .ToDictionary(static pair => pair.First.Act,
                static pair => $"{pair.First.Act}: {pair.First.Work} with nothing hidden, {pair.Second.Work} with {Hidden} hidden entries",
                StringComparer.Ordinal);
    });

    private async Task<(List<(string Act, long Work)> Acts, long Noise)> TeamWorkAsync(int hidden)
    {
        var (opened, meter) = await open();
        using var ending = meter;
        await using var closing = opened;
        string id = Vocabulary.Conversations[0];
        await WriteAsync(opened, Records(id, [.. Enum.GetValues<EntryLevel>()], Visible, hidden));
        var team = new ConversationTeam(opened.Store, LogLimits.Default, new ScoreRules([], []), new ManualClock(Some.At(20)));
        await team.AnnotateAsync(s_other, id, 1, "At eight.");
        Guid answer = (await team.AnnotateAsync(s_other, id, 1, "At nine.")).Id!.Value;
        Guid score = (await team.ScoreAsync(s_other, Score(0.5m))).Id!.Value;
        await opened.CatchUpAsync();
        await meter.BeginAsync();

        var acts = new List<(string Act, long Work)>();
        await DoAsync("rate", () => team.RateAsync(s_other, id, 1, FeedbackSource.Team, FeedbackRating.Dislike));
        await DoAsync("rate again", () => team.RateAsync(s_other, id, 1, FeedbackSource.Team, FeedbackRating.Like));
        await DoAsync("revoke", () => team.RevokeRatingAsync(s_other, id, 1, FeedbackSource.Team));
        await DoAsync("improve", () => team.AnnotateAsync(s_other, id, 2, "At ten."));
        await DoAsync("revise", () => team.ReviseAnnotationAsync(s_other, id, 1, answer, "At half past nine."));
        await DoAsync("remove an answer", () => team.RemoveAnnotationAsync(s_other, id, 1, answer));
        await DoAsync("label", () => team.AddLabelAsync(s_other, id, 1, "late"));
        await DoAsync("remove a label", () => team.RemoveLabelAsync(s_other, id, 1, "late"));
        await DoAsync("assign", () => team.AssignAsync(s_other, id, "ana"));
        await DoAsync("unassign", () => team.UnassignAsync(s_other, id));
        await DoAsync("score", () => team.ScoreAsync(s_other, Score(0.7m)));
        await DoAsync("remove a score", () => team.RemoveScoreAsync(s_other, id, score));
        await DoAsync("note", () => team.AddNoteAsync(s_other, id, "call back"));
        await DoAsync("read", () => team.MarkReadAsync(s_other, id));
        await DoAsync("unread", () => team.MarkUnreadAsync(s_other, id));
        return (acts, meter.Noise);

        ScoreInput Score(decimal value)
            => new() { ConversationId = id, TurnId = Some.TurnId(0, id), Name = "grounded", Value = value, Source = ScoreSource.Team };

        async Task DoAsync(string act, Func<ValueTask<TeamResult>> change)
        {
            long work = await WorkOfAsync(meter, async () => (await change()).Outcome.Should().Be(TeamOutcome.Done, act));
            acts.Add((act, work));
            await opened.CatchUpAsync();
        }
    }

    // A server sometimes chooses another plan, for example depending on the connection's prepared statements. Dependence on hidden data shows in every attempt.
    private static async Task CostsNothingAsync(Func<Task<Dictionary<string, string>>> unequalAsync)
    {
        var unequal = await unequalAsync();
        for (int again = 0; again < 2 && unequal.Count > 0; again++)
        {
            var other = await unequalAsync();
            unequal = unequal.Where(known => other.ContainsKey(known.Key)).ToDictionary(StringComparer.Ordinal);
        }

        unequal.Values.Should().BeEmpty();
    }

    private async Task<Dictionary<string, string>> UnequalAsync(string[] conversations, EntryLevel[] visible)
    {
        var (none, noise) = await WorkAsync(conversations, visible, hidden: 0);
        var (much, _) = await WorkAsync(conversations, visible, Hidden);

        none.Seen.Should().HaveSameCount(much.Seen).And.HaveCountGreaterThan(50);
        much.Permitted.Should().BeGreaterThanOrEqualTo(none.Permitted + (Hidden / conversations.Length),
            "who may see it reads it, else nothing was counted here");
        return none.Seen.Zip(much.Seen)
            .Where(static pair => pair.First.Question is not "health") // Of the whole store, for all readers alike: it counts keys, up to a limit.
            .Where(pair => Math.Abs(pair.First.Work - pair.Second.Work) > Math.Max(noise, MostDifference * Math.Max(pair.First.Work, pair.Second.Work)))
            .DistinctBy(static pair => pair.First.Question, StringComparer.Ordinal)
            .ToDictionary(static pair => pair.First.Question,
                static pair => $"{pair.First.Question}: {pair.First.Work} with nothing hidden, {pair.Second.Work} with {Hidden} hidden entries",
                StringComparer.Ordinal);
    }

    private async Task<((IReadOnlyList<(string Question, long Work)> Seen, long Permitted) Work, long Noise)> WorkAsync(string[] conversations,
        EntryLevel[] visible, int hidden)
    {
        var (opened, meter) = await open();
        using var ending = meter;
        await using var closing = opened;
        foreach (string id in Vocabulary.Conversations.Except(conversations, StringComparer.Ordinal))
        {
            await WriteAsync(opened, Records(id, [.. Enum.GetValues<EntryLevel>()], Visible, hidden: 0));
        }

        foreach (string id in conversations)
        {
            await WriteAsync(opened, Records(id, visible, Visible / conversations.Length, hidden / conversations.Length));
        }

        await meter.BeginAsync();
        var seen = new List<(string Question, long Work)>();
        _ = await ReaderAnswers.OfAsync(opened.Store, PrivacyClass.Visible, questions: 17, everyNth,
            around: async (question, ask) => seen.Add((question, await WorkOfAsync(meter, ask))),
            pageSize: Page);
        foreach (var query in s_logPages.SelectMany(page => Logs(conversations[0], page)))
        {
            seen.Add(($"pages of {query}", await WorkOfAsync(meter, () => WalkAsync(opened.Store, query))));
        }

        foreach (var query in Lists())
        {
            seen.Add(($"the list {query}", await WorkOfAsync(meter, async () => await new ConversationReader(opened.Store).ListAsync(s_other, query))));
        }

        var permitted = new Reader("permitted", canReadPii: true);
        long read = await WorkOfAsync(meter, async () => await new ConversationReader(opened.Store).GetAsync(permitted, conversations[0]));
        return ((seen, read), meter.Noise);
    }

    private static IEnumerable<LogQuery> Logs(string id, int page)
    {
        var whole = new LogQuery(id) { Limit = page };
        return [whole, whole with { TurnId = Some.TurnId(1, id) }, whole with { Level = EntryLevel.Info }, whole with { Level = EntryLevel.Error }];
    }

    // With the row counts, a planner may find the entries of a call in another way.
    private static IEnumerable<ConversationQuery> Lists()
        => from level in Enum.GetValues<EntryLevel>()
           from sort in new[] { ConversationSort.Updated, ConversationSort.Tokens, ConversationSort.Duration }
           select new ConversationQuery { FunctionName = "", Level = level, Sort = sort, Limit = Page };

    private static async Task WalkAsync(IConversationStore store, LogQuery query)
    {
        var reader = new ConversationReader(store);
        string? cursor = null;
        do
        {
            cursor = (await reader.GetLogAsync(s_other, query, cursor)).Next;
        }
        while (cursor is not null);
    }

    // The text index has the same segments in both stores only if it is updated after the same steps.
    private static async Task WriteAsync(IStoreUnderTest opened, IEnumerable<StoreRecord> records)
    {
        await opened.Store.WriteAsync([.. records]);
        await opened.CatchUpAsync();
        await opened.CountDaysAsync();
    }

    private static async Task<long> WorkOfAsync(IWorkMeter meter, Func<Task> ask)
    {
        long before = meter.Work;
        await ask();
        return meter.Work - before;
    }

    // Visible records are the same in both stores, including sequence and time: hidden ones are between them.
    private static IEnumerable<StoreRecord> Records(string id, EntryLevel[] levels, int visible, int hidden)
    {
        yield return Some.Opening(id, agent: Vocabulary.AgentOf(id));
        for (int i = 0; i < Turns; i++)
        {
            yield return Some.Turn(i, id, minute: i) with { UserInput = "a table for 409", EndedAt = Some.At(i + 0.5), Revision = 1 };
            yield return Some.Call(i, id, turn: i, outcome: FunctionOutcome.Completed);
        }

        for (int i = 0; i < visible; i++)
        {
            long sequence = (i * (Between + 1)) + 1;
            yield return Logged(i, sequence, "table re-booked", levels[i % levels.Length]);
            for (int number = 1; number <= hidden / visible; number++)
            {
                yield return number % 10 == 0
                    ? Some.ApiResponse($"{i} {number}", sequence, id) with { IsPii = true, Url = "https://table.example/409",
                    TurnId = Some.TurnId(i % Turns, id), Timestamp = Some.At(5) }
                    : Logged(i, sequence + number, "table for 409", (EntryLevel)(number % 3)) with { IsPii = true };
            }
        }

        // In the same turns: a log scope is a row that is read, whatever is logged in it.
        EntryRecord Logged(int place, long sequence, string content, EntryLevel level) => Some.Entry(sequence, content, id, level: level) with
        {
            TurnId = Some.TurnId(place % Turns, id),
            Fields = Some.Fields(("status", 409)),
            Timestamp = Some.At(5),
        };
    }
}
