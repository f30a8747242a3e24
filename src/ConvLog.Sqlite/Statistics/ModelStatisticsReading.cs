using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts by model and by variant from rows: the model calls of a time along an index, and the turns of the conversations that the roll-ups name. It costs by
/// the calls and turns of the time, so of days that are over it is done once (<see cref="ModelDay"/>).
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="troubles">Where damage is told.</param>
/// <param name="reportOf">What the conversations of a dims are added to; null where they do not count.</param>
internal sealed class ModelStatisticsReading(Session session, DatabaseTroubles troubles, Func<long, ModelReport?> reportOf)
{
    /// <summary>Model calls: first tick, first that counts no more.</summary>
    public const string Calls = $"""
        SELECT conversation, model, outcome, duration, first_token, {CountedTurn.UsageColumns}, cached_tokens
        FROM model_call INDEXED BY model_call_started WHERE started >= ?1 AND started < ?2
        """;

    /// <summary>Turns of a conversation: its number, first tick, first that counts no more.</summary>
    public const string Turns = $"""
        SELECT id, failed, model, {CountedTurn.UsageColumns}, details, first_token
        FROM turn INDEXED BY turn_id WHERE conversation = ?1 AND started >= ?2 AND started < ?3
        """;

    private const string FindModels = "SELECT no, name, provider FROM model";
    private const string FindDims = "SELECT dims FROM conversation WHERE no = ?1";
    private const string FindConversation = "SELECT variant, model_calls + ended_model_calls, dims FROM conversation WHERE no = ?1";

    /// <summary>The turns of a conversation that have model calls.</summary>
    public const string TurnsWithCalls = """
        SELECT scope.turn_id FROM model_call AS m INDEXED BY model_call_id JOIN scope ON scope.no = m.scope
        WHERE m.conversation = ?1 AND scope.turn_id IS NOT NULL
        """;

    private readonly Dictionary<long, (string Name, string? Provider)> _models = [];
    private readonly Dictionary<long, ModelReport?> _reports = [];
    private readonly HashSet<string> _turnsWithCalls = new(StringComparer.Ordinal);

    /// <param name="first">The first quarter.</param>
    /// <param name="end">The first that counts no more. No later than the first, nothing is read.</param>
    public void Read(long first, long end)
    {
        if (first >= end)
        {
            return;
        }

        AddCalls(first * QuarterHour.Ticks, end * QuarterHour.Ticks);
        var conversations = new HashSet<long>();
        new ActiveReading(session, troubles).Read(first, end, dims => reportOf(dims) is not null, (_, member) => conversations.Add(member.Conversation));
        foreach (long conversation in conversations.Order())
        {
            AddTurns(conversation, first * QuarterHour.Ticks, end * QuarterHour.Ticks);
        }
    }

    private void AddCalls(long first, long end)
    {
        var rows = session[Calls].Bind(1, first).Bind(2, end);
        while (rows.Step())
        {
            if (ReportOf(rows.Int64(0)) is { } report && Model(rows.Int64(1)) is var (name, provider))
            {
                report.ModelOf(name, provider).Count(
                    (FunctionOutcome?)rows.OptionalInt64(2), Time(rows, 3), Time(rows, 4),
                    CountedTurn.Usage(rows, 5) with { CachedInputTokens = rows.OptionalInt64(10) });
            }
        }
    }

    // Few conversations have many of the calls.
    private ModelReport? ReportOf(long conversation)
    {
        if (!_reports.TryGetValue(conversation, out var report))
        {
            _reports[conversation] = report = session[FindDims].Bind(1, conversation).Scalar() is { } dims ? reportOf(dims) : null;
        }

        return report;
    }

    private (string Name, string? Provider)? Model(long number)
    {
        if (_models.Count == 0)
        {
            var rows = session[FindModels];
            while (rows.Step())
            {
                _models[rows.Int64(0)] = (rows.Text(1), rows.OptionalText(2));
            }
        }

        return _models.TryGetValue(number, out var model) ? model : null;
    }

    private void AddTurns(long conversation, long first, long end)
    {
        var known = session[FindConversation].Bind(1, conversation);
        bool isKnown = known.Step();
        var report = isKnown ? reportOf(known.Int64(2)) : null;
        var variant = report?.VariantOf(known.OptionalText(0));
        bool mayHaveCalls = isKnown && known.Int64(1) > 0;
        known.Reset();
        if (report is null || variant is null)
        {
            return; // Damage: the roll-up names a conversation that is not there, or another one's.
        }

        variant.AddConversation(conversation);
        _turnsWithCalls.Clear();
        if (mayHaveCalls)
        {
            var asked = session[TurnsWithCalls].Bind(1, conversation);
            while (asked.Step())
            {
                _turnsWithCalls.Add(asked.Text(0));
            }
        }

        var rows = session[Turns].Bind(1, conversation).Bind(2, first).Bind(3, end);
        while (rows.Step())
        {
            var usage = rows.IsNull(2) ? null : CountedTurn.Usage(rows, 3, rows.Text(2), Time(rows, 9)) with
            {
                CachedInputTokens = TurnPayload.CachedInputTokens(rows.Bytes(8)),
            };
            report.Add(variant, rows.Int64(1) != 0, usage, mayHaveCalls && _turnsWithCalls.Contains(rows.Text(0)));
        }
    }

    private static TimeSpan? Time(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;
}
