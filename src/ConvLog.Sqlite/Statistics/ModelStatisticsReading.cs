using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts by model and by variant: the model calls of the time along an index, and the turns of the conversations that the roll-ups name. No roll-up of its
/// own, so it costs by the calls and turns of the time.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">What it is added to.</param>
/// <param name="dims">The numbers of the dims that are asked for.</param>
internal sealed class ModelStatisticsReading(Session session, StatisticsReport report, HashSet<long> dims)
{
    /// <summary>Model calls: first tick, first that counts no more.</summary>
    public const string Calls = """
        SELECT conversation, model, outcome, duration, first_token, input_tokens, output_tokens, cached_tokens, cost, currency
        FROM model_call INDEXED BY model_call_started WHERE started >= ?1 AND started < ?2
        """;

    /// <summary>Turns of a conversation: its number, first tick, first that counts no more.</summary>
    public const string Turns = """
        SELECT id, failed, model, input_tokens, output_tokens, details, cost, currency, first_token
        FROM turn INDEXED BY turn_order WHERE conversation = ?1 AND started >= ?2 AND started < ?3
        """;

    private const string FindModels = "SELECT no, name, provider FROM model";
    private const string FindDims = "SELECT dims FROM conversation WHERE no = ?1";
    private const string FindConversation = "SELECT variant, model_calls + ended_model_calls FROM conversation WHERE no = ?1";

    /// <summary>The turns of a conversation that have model calls.</summary>
    public const string TurnsWithCalls = """
        SELECT scope.turn_id FROM model_call AS m INDEXED BY model_call_id JOIN scope ON scope.no = m.scope
        WHERE m.conversation = ?1 AND scope.turn_id IS NOT NULL
        """;

    private readonly long _first = report.FirstQuarter * QuarterHour.Ticks;
    private readonly long _end = report.EndQuarter * QuarterHour.Ticks;
    private readonly Dictionary<long, bool> _isAsked = [];
    private readonly HashSet<string> _turnsWithCalls = new(StringComparer.Ordinal);

    /// <param name="models">What is counted.</param>
    /// <param name="conversations">The conversations with a turn in the time.</param>
    public void Read(ModelReport models, IReadOnlyCollection<long> conversations)
    {
        AddCalls(models);
        foreach (long conversation in conversations.Order())
        {
            AddTurns(models, conversation);
        }
    }

    private void AddCalls(ModelReport models)
    {
        var cells = new Dictionary<long, ModelCell>();
        var named = session[FindModels];
        while (named.Step())
        {
            cells[named.Int64(0)] = models.ModelOf(named.Text(1), named.OptionalText(2));
        }

        var rows = session[Calls].Bind(1, _first).Bind(2, _end);
        while (rows.Step())
        {
            if (IsAsked(rows.Int64(0)) && cells.TryGetValue(rows.Int64(1), out var cell))
            {
                cell.Count(
                    (FunctionOutcome?)rows.OptionalInt64(2), Time(rows, 3), Time(rows, 4), rows.IsNull(5) ? null : Usage(rows, "", 5, rows.OptionalInt64(7)));
            }
        }
    }

    // Few conversations have many of the calls.
    private bool IsAsked(long conversation)
    {
        if (!_isAsked.TryGetValue(conversation, out bool isAsked))
        {
            _isAsked[conversation] = isAsked = session[FindDims].Bind(1, conversation).Scalar() is { } found && dims.Contains(found);
        }

        return isAsked;
    }

    private void AddTurns(ModelReport models, long conversation)
    {
        var known = session[FindConversation].Bind(1, conversation);
        known.Step();
        var variant = models.VariantOf(known.OptionalText(0));
        bool mayHaveCalls = known.Int64(1) > 0;
        known.Reset();
        variant.AddConversations(1);
        _turnsWithCalls.Clear();
        if (mayHaveCalls)
        {
            var asked = session[TurnsWithCalls].Bind(1, conversation);
            while (asked.Step())
            {
                _turnsWithCalls.Add(asked.Text(0));
            }
        }

        var rows = session[Turns].Bind(1, conversation).Bind(2, _first).Bind(3, _end);
        while (rows.Step())
        {
            var usage = rows.IsNull(2) ? null : Usage(rows, rows.Text(2), 3, TurnPayload.CachedInputTokens(rows.Bytes(5)), Time(rows, 8));
            models.Add(variant, rows.Int64(1) != 0, usage, mayHaveCalls && _turnsWithCalls.Contains(rows.Text(0)));
        }
    }

    // Input and output tokens, what of them was cached, the cost and its currency. A damaged cost is none.
    private static ModelUsage Usage(Statement row, string model, int first, long? cached, TimeSpan? firstToken = null)
        => new(model, row.Int64(first), row.Int64(first + 1), ConversationCost.Parse(row.OptionalText(first + 3)), row.OptionalText(first + 4), firstToken)
        {
            CachedInputTokens = cached,
        };

    private static TimeSpan? Time(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new TimeSpan(ticks) : null;
}
