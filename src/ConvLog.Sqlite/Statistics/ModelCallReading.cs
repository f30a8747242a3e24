using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Counts the model calls of a period from their rows, by the index on their start.</summary>
/// <param name="session">The connection.</param>
/// <param name="reportOf">The report for conversations with these dims; null if they do not count.</param>
internal sealed class ModelCallReading(Session session, Func<long, ModelReport?> reportOf)
{
    /// <summary>Model calls. Parameters: first tick, first tick after the period.</summary>
    public const string Calls = $"""
        SELECT conversation, model, outcome, duration, first_token, {CountedTurn.UsageColumns}, cached_tokens
        FROM model_call INDEXED BY model_call_started WHERE started >= ?1 AND started < ?2
        """;

    private const string FindModels = "SELECT no, name, provider FROM model";
    private const string FindConversation = "SELECT dims, variant FROM conversation WHERE no = ?1 AND listed IS NOT NULL";

    private readonly Dictionary<long, (string Name, string? Provider)> _models = [];
    private readonly Dictionary<long, (ModelReport? Report, string? Variant)> _conversations = [];

    /// <param name="first">The first tick.</param>
    /// <param name="end">The first tick after the period.</param>
    public void Add(long first, long end)
    {
        var rows = session[Calls].Bind(1, first).Bind(2, end);
        while (rows.Step())
        {
            if (ConversationOf(rows.Int64(0)) is ({ } report, var variant) && Model(rows.Int64(1)) is var (name, provider))
            {
                report.ModelOf(name, provider).Count(
                    variant, (FunctionOutcome?)rows.OptionalInt64(2), Time(rows, 3), Time(rows, 4),
                    CountedTurn.Usage(rows, 5) with { CachedInputTokens = rows.OptionalInt64(10) });
            }
        }
    }

    // Few conversations have many of the calls.
    private (ModelReport? Report, string? Variant) ConversationOf(long number)
    {
        if (!_conversations.TryGetValue(number, out var conversation))
        {
            var row = session[FindConversation].Bind(1, number);
            _conversations[number] = conversation = row.Step() ? (reportOf(row.Int64(0)), row.OptionalText(1)) : default;
            row.Reset();
        }

        return conversation;
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

    private static TimeSpan? Time(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;
}
