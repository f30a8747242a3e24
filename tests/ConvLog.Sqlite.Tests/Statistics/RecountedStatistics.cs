using System.Globalization;
using System.Text.Json;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>The correct statistics of each day, from every row of the file, and those of the store.</summary>
internal static class RecountedStatistics
{
    // ?2: the dims, or 0 for all except debug.
    private const string Asked = "c.listed IS NOT NULL AND (c.dims = ?2 OR (?2 = 0 AND c.environment <> 3))";

    private const string Turns = $"""
        SELECT c.no, c.user, c.variant, t.started, t.latency, t.failed, t.model, t.input_tokens, t.output_tokens, t.cost, t.currency, u.rating, a.rating,
            t.flags, t.model_took, t.first_byte, t.total_tokens, t.speech_to_text, t.functions_took, t.text_to_speech, t.first_token,
            json_extract(CAST(t.details AS TEXT), '$.cached_input_tokens'),
            EXISTS (SELECT 1 FROM model_call m JOIN scope s ON s.no = m.scope WHERE m.conversation = c.no AND s.turn_id = t.id)
        FROM turn t JOIN conversation c ON c.no = t.conversation
        LEFT JOIN feedback u ON u.conversation = c.no AND u.turn_id = t.id AND u.source = 0
        LEFT JOIN feedback a ON a.conversation = c.no AND a.turn_id = t.id AND a.source = 1
        WHERE t.started / 864000000000 = ?1 AND {Asked}
        """;

    private const string Calls = $"""
        SELECT f.name, f.started, f.duration, f.outcome FROM call f JOIN conversation c ON c.no = f.conversation WHERE f.started / 864000000000 = ?1 AND {Asked}
        """;

    private const string ModelCalls = $"""
        SELECT n.name, n.provider, m.outcome, m.duration, m.first_token, m.input_tokens, m.output_tokens, m.total_tokens, m.cost, m.currency, m.cached_tokens,
            c.variant
        FROM model_call m JOIN model n ON n.no = m.model JOIN conversation c ON c.no = m.conversation WHERE m.started / 864000000000 = ?1 AND {Asked}
        """;

    private const string Days = """
        SELECT started / 864000000000 FROM turn UNION SELECT started / 864000000000 FROM call UNION SELECT started / 864000000000 FROM model_call
        UNION SELECT day FROM counted_day
        """;

    /// <summary>Fails if a counted day, or one read from rows, differs from a full count of all rows.</summary>
    public static void ShouldBeKept(Session session)
    {
        var dims = Numbers(session, "SELECT no FROM dims");
        var debugging = Numbers(session, "SELECT no FROM dims WHERE environment = 3");
        foreach (long day in Numbers(session, Days))
        {
            foreach (long one in (long[])[0, .. dims])
            {
                string expected = Told(day, report => Count(session, day, one, report));
                Told(day, report => Rows(session, day, dim => one == 0 ? !debugging.Contains(dim) : dim == one, report)).Should().Be(expected);
                if (session.Number($"SELECT 1 FROM counted_day WHERE kind = 0 AND day = {day} AND dims = 0 AND counts IS NOT NULL") is not null)
                {
                    Told(day, report => Kept(session, day, one, report)).Should().Be(expected, "day {0} is counted for dims {1}", day, one);
                }
            }

            foreach (var kind in Enum.GetValues<CallTargetKind>())
            {
                ShouldBeKept(session, day, CallDay.KindOf(kind), CallDay.Count(session, day, kind));
            }

            ShouldBeKept(session, day, CountedDayKind.Errors, ErrorDay.Count(session, day));
        }
    }

    private static void ShouldBeKept(Session session, long day, CountedDayKind kind, List<CountedDayPart> expected)
    {
        var rows = session["SELECT dims, counts FROM counted_day WHERE kind = ?2 AND day = ?1 AND counts IS NOT NULL ORDER BY dims"]
            .Bind(1, day).Bind(2, (long)kind);
        var kept = new List<CountedDayPart>();
        while (rows.Step())
        {
            kept.Add(new CountedDayPart(rows.Int64(0), rows.Bytes(1).ToArray()));
        }

        if (kept.Count > 0)
        {
            expected.Should().BeEquivalentTo(kept, "day {0} is counted for {1}", day, kind);
        }
    }

    private static string Told(long day, Action<StatisticsReport> add)
    {
        var start = new DateTimeOffset(day * TimeSpan.TicksPerDay, TimeSpan.Zero);
        var report = new StatisticsReport(new StatisticsQuery { From = start, To = start.AddDays(1), CountModels = true });
        add(report);
        return JsonSerializer.Serialize(report.ToStatistics());
    }

    private static void Rows(Session session, long day, Func<long, bool> isAsked, StatisticsReport report)
        => new StatisticsRows(session, dims => isAsked(dims) ? report : null, hasModels: true).Add(day * QuarterHour.PerDay, (day + 1) * QuarterHour.PerDay);

    private static void Kept(Session session, long day, long dims, StatisticsReport report)
    {
        var rows = session["SELECT counts FROM counted_day WHERE kind = 0 AND day = ?1 AND dims = ?2"].Bind(1, day).Bind(2, dims);
        while (rows.Step())
        {
            CountedPart.AddTo(report, rows.Bytes(0));
        }
    }

    private static void Count(Session session, long day, long dims, StatisticsReport report)
    {
        var rows = session[Turns].Bind(1, day).Bind(2, dims);
        while (rows.Step())
        {
            var usage = rows.IsNull(6) ? null : UsageOf(rows, rows.Text(6), (7, 8, 16, 9, 10, 21), Time(rows, 20));
            var turn = Some.Turn("any", rows.Time(3), latency: Time(rows, 4), usage: usage) with
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
            report.AddTurn(turn, (FeedbackRating?)rows.OptionalInt64(11), (FeedbackRating?)rows.OptionalInt64(12), rows.Int64(0), rows.OptionalInt64(1));
            var variant = report.Models!.VariantOf(rows.OptionalText(2));
            variant.AddConversation(rows.Int64(0));
            report.Models.Add(variant, turn.HasFailed, usage, rows.Int64(22) != 0);
        }

        rows = session[Calls].Bind(1, day).Bind(2, dims);
        while (rows.Step())
        {
            report.AddCall(Some.Call("any", rows.Time(1), rows.Text(0), outcome: (FunctionOutcome?)rows.OptionalInt64(3)) with { Duration = Time(rows, 2) });
        }

        rows = session[ModelCalls].Bind(1, day).Bind(2, dims);
        while (rows.Step())
        {
            report.Models!.ModelOf(rows.Text(0), rows.OptionalText(1))
                .Count(rows.OptionalText(11), (FunctionOutcome?)rows.OptionalInt64(2), Time(rows, 3), Time(rows, 4), UsageOf(rows, "any", (5, 6, 7, 8, 9, 10)));
        }
    }

    private static ModelUsage UsageOf(Statement row, string model, (int Input, int Output, int Total, int Cost, int Currency, int Cached) at,
        TimeSpan? firstToken = null)
        => new(model, row.OptionalInt64(at.Input), row.OptionalInt64(at.Output),
            row.OptionalText(at.Cost) is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null, row.OptionalText(at.Currency), firstToken)
        {
            TotalTokens = row.OptionalInt64(at.Total),
            CachedInputTokens = row.OptionalInt64(at.Cached),
        };

    private static TimeSpan? Time(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;

    private static List<long> Numbers(Session session, string sql)
    {
        var numbers = new List<long>();
        var rows = session[sql];
        while (rows.Step())
        {
            numbers.Add(rows.Int64(0));
        }

        return numbers;
    }
}
