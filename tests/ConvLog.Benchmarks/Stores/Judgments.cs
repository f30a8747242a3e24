using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// Adds values for list filters to generated conversations: variant, language, direction, handoffs, attributes, costs, a model call for each turn, scores, a
/// metric, labels with frequencies down to one in 100,000, and dislike reasons.
/// </summary>
internal sealed class Judgments
{
    private static readonly string[] s_languages = ["en-US", "de-DE", "fr-FR", "es-ES", "pt-BR"];
    private static readonly string[] s_reasons = ["caller asked", "no agent function", "low confidence", "policy"];
    private static readonly (string Model, string Provider)[] s_models = [("gpt-x", "openai"), ("gpt-x-mini", "openai"), ("claude-x", "anthropic")];

    // A fixed seed gives the same store each time.
    private readonly Random _random = new(20_261_123);

    /// <summary>Adds values to the records of one conversation.</summary>
    /// <param name="records">The records, starting with the opening.</param>
    /// <param name="number">The number of the conversation, starting at 0.</param>
    public List<StoreRecord> AddTo(List<StoreRecord> records, long number)
    {
        var opening = (ConversationRecord)records[0];
        var end = opening.ClosedAt ?? opening.OpenedAt;
        int rank = _random.Next(100);
        List<StoreRecord> judged =
        [
            opening with
            {
                VariantId = number % 2 == 0 ? "a" : "b",
                Language = s_languages[number % s_languages.Length],
                Direction = number % 3 == 0 ? ConversationDirection.Inbound : ConversationDirection.Outbound,
                Handoff = rank < 5 ? new Handoff("queue", s_reasons[_random.Next(s_reasons.Length)]) : null,
                Attributes = LogFields.From([LogField.Pii("tier", s_languages[_random.Next(3)]),
                    LogField.Pii("order", string.Create(CultureInfo.InvariantCulture, $"order-{number}"))]),
            },
            .. records.Skip(1).SelectMany(Of),
            Score(opening, "csat", 1 + _random.Next(5), end),
            Score(opening, "groundedness", _random.NextDouble(), end),
            new MetricRecord
            {
                ConversationId = opening.ConversationId,
                WriterId = opening.WriterId,
                Sequence = int.MaxValue,
                Id = NewGuid(),
                Metric = ("retries", _random.Next(4)),
                Timestamp = end,
            },
        ];
        judged.AddRange(Labels(number).Select(label => new LabelRecord { ConversationId = opening.ConversationId, Label = label, CreatedAt = end }));
        return judged;
    }

    private static IEnumerable<string> Labels(long number)
    {
        (long Every, string Label)[] labels = [(10, "1 in 10"), (1_000, "1 in 1,000"), (100_000, "1 in 100,000")];

        // Not the debug conversations, which are every fiftieth.
        return labels.Where(label => number % label.Every == (label.Every / 100 * 50) + 5).Select(static label => label.Label);
    }

    private StoreRecord[] Of(StoreRecord record) => record switch
    {
        TurnRecord { Usage: { } usage } turn =>
        [
            turn with { Usage = new ModelUsage("gpt-x", usage.InputTokens, usage.OutputTokens, 0.0001m * _random.Next(1, 200), "USD") }, .. ModelCall(turn),
        ],
        FunctionEventRecord { Outcome: FunctionOutcome.Failed } call => [call with { ErrorType = "System.TimeoutException" }],
        FeedbackRecord { Rating: FeedbackRating.Dislike } rating => [rating with { Reasons = [_random.Next(2) == 0 ? "tone" : "too long"] }],
        _ => [record],
    };

    private ModelCallRecord[] ModelCall(TurnRecord turn)
    {
        var (model, provider) = s_models[_random.Next(s_models.Length)];
        bool hasFailed = _random.Next(500) == 0;
        var id = NewGuid();
        var began = new ModelCallRecord
        {
            ConversationId = turn.ConversationId,
            WriterId = turn.WriterId,
            Sequence = turn.Sequence,
            TurnId = turn.Id,
            Id = id,
            ModelCallId = id.ToString("N"),
            Model = model,
            Provider = provider,
            StartedAt = turn.StartedAt,
            Timestamp = turn.StartedAt,
        };
        return
        [
            began,
            began with
            {
                Id = ModelCallRecord.OtherOf(id),
                HasEnded = true,
                Usage = turn.Usage,
                Duration = turn.Latency,
                Outcome = hasFailed ? FunctionOutcome.Failed : FunctionOutcome.Completed,
                ErrorType = hasFailed ? "System.TimeoutException" : null,
                Timestamp = turn.StartedAt + turn.Latency!.Value,
            },
        ];
    }

    private static ScoreRecord Score(ConversationRecord opening, string name, double value, DateTimeOffset at) => new()
    {
        ConversationId = opening.ConversationId,
        Id = ScoreRecord.IdOf(null, null, null, name, ScoreSource.Model),
        Name = name,
        Value = value,
        Source = ScoreSource.Model,
        CreatedAt = at,
    };

    private Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
