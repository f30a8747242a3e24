using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>All roll-ups as they ought to be, by looking at every row of the file, and as they are.</summary>
internal static class CountedAgain
{
    private const string Turns = """
        SELECT c.no, c.dims, c.user, t.started, t.latency, t.failed, t.model, t.input_tokens, t.output_tokens, t.cost, t.currency, u.rating, a.rating,
            t.flags, t.model_took, t.first_byte, t.total_tokens, t.speech_to_text, t.functions_took, t.text_to_speech
        FROM turn t JOIN conversation c ON c.no = t.conversation
        LEFT JOIN feedback u ON u.conversation = c.no AND u.turn_id = t.id AND u.source = 0
        LEFT JOIN feedback a ON a.conversation = c.no AND a.turn_id = t.id AND a.source = 1
        WHERE c.listed IS NOT NULL
        """;

    private const string Calls = """
        SELECT c.dims, f.name, f.started, f.duration, f.outcome
        FROM call f
        JOIN conversation c ON c.no = f.conversation
        WHERE c.listed IS NOT NULL
        """;

    /// <summary>Fails where a roll-up is not what a count of all rows gives, or is there and should not be.</summary>
    public static void ShouldBeKept(Session session)
    {
        Kept(session).Should().Equal(Counted(session));
        KeptActive(session).Should().Equal(CountedActive(session));
    }

    private static TimeSpan? Time(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;

    private static SortedDictionary<string, string> Counted(Session session)
    {
        var turns = new Dictionary<string, StatisticsCell>(StringComparer.Ordinal);
        var rows = session[Turns];
        while (rows.Step())
        {
            var turn = Some.Turn("any", Some.Noon, latency: Time(rows, 4), usage: UsageOf(rows)) with
            {
                ErrorType = rows.Int64(5) == 1 ? "any" : null,
                UserInput = (rows.Int64(13) & 512) != 0 ? "any" : "",
                IsInterrupted = (rows.Int64(13) & 64) != 0,
                FinishReason = (rows.Int64(13) & 32_768) != 0 ? "refusal" : null,
                Stages = new TurnStages
                {
                    Model = Time(rows, 14), FirstByte = Time(rows, 15), SpeechToText = Time(rows, 17), Functions = Time(rows, 18),
                    TextToSpeech = Time(rows, 19),
                },
            };
            var cell = Get(turns, Key(0, rows.Int64(3) / QuarterHour.Ticks, rows.Int64(1), ""));
            cell.Count(turn, (FeedbackRating?)rows.OptionalInt64(11), (FeedbackRating?)rows.OptionalInt64(12));
        }

        var calls = new Dictionary<string, FunctionCell>(StringComparer.Ordinal);
        rows = session[Calls];
        while (rows.Step())
        {
            var call = Some.Call("any", Some.Noon, rows.Text(1), outcome: (FunctionOutcome?)rows.OptionalInt64(4)) with
            {
                Duration = Time(rows, 3),
            };
            long quarter = rows.Int64(2) / QuarterHour.Ticks;
            Get(calls, Key(1, quarter, rows.Int64(0), call.Name)).Count(call);
            Get(calls, Key(2, quarter / QuarterHour.PerDay, rows.Int64(0), call.Name)).Count(call);
        }

        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, cell) in turns)
        {
            all[key] = Convert.ToHexString(cell.ToBytes());
        }

        foreach (var (key, cell) in calls)
        {
            all[key] = Convert.ToHexString(cell.ToBytes());
        }

        return all;
    }

    private static SortedDictionary<string, string> Kept(Session session)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var rows = session["SELECT kind, at, dims, name, cell FROM roll_up"];
        while (rows.Step())
        {
            all[Key(rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Text(3))] = Convert.ToHexString(rows.Bytes(4));
        }

        return all;
    }

    private static SortedSet<(long Quarter, long Dims, long Conversation, long? User, long Turns)> CountedActive(Session session)
    {
        var counts = new Dictionary<(long, long, long, long?), long>();
        var rows = session[Turns];
        while (rows.Step())
        {
            var key = (rows.Int64(3) / QuarterHour.Ticks, rows.Int64(1), rows.Int64(0), rows.OptionalInt64(2));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return [.. counts.Select(static count => (count.Key.Item1, count.Key.Item2, count.Key.Item3, count.Key.Item4, count.Value))];
    }

    private static List<(long Quarter, long Dims, long Conversation, long? User, long Turns)> KeptActive(Session session)
    {
        var all = new List<(long, long, long, long?, long)>();
        var rows = session["SELECT quarter, dims, members FROM active ORDER BY quarter, dims, first"];
        while (rows.Step())
        {
            var members = new List<ActiveMember>();
            ActiveSegment.AddTo(members, rows.Bytes(2));
            members.Count.Should().BeInRange(1, ActiveSegment.Most);
            all.AddRange(members.Select(member => (rows.Int64(0), rows.Int64(1), member.Conversation, member.User, member.Turns)));
        }

        return all;
    }

    private static ModelUsage? UsageOf(Statement row) => row.IsNull(6)
        ? null
        : new ModelUsage("any", row.OptionalInt64(7), row.OptionalInt64(8),
            row.OptionalText(9) is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null, row.OptionalText(10))
        {
            TotalTokens = row.OptionalInt64(16),
        };

    private static string Key(long kind, long at, long dims, string name) => FormattableString.Invariant($"{kind} {at} {dims} {name}");

    private static T Get<T>(Dictionary<string, T> all, string key)
        where T : new()
    {
        if (!all.TryGetValue(key, out var value))
        {
            all[key] = value = new T();
        }

        return value;
    }
}
