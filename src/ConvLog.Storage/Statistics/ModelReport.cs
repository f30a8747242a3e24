using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>Adds up model calls and variants, in any order. Not thread-safe.</summary>
/// <param name="first">The first tick of the period.</param>
/// <param name="end">The first tick after the period.</param>
internal sealed class ModelReport(long first, long end)
{
    private readonly Dictionary<(string Model, string? Provider), ModelCell> _models = [];
    private readonly Dictionary<(string? Variant, bool HasVariant), VariantCell> _variants = [];

    /// <summary>The total duration of the ended model calls.</summary>
    public TimeSpan Time => ToTime(_models.Values.Aggregate(Int128.Zero, static (sum, model) => sum + model.Duration.TotalTicks));

    /// <summary>Each model, the most calls first, then by name and provider.</summary>
    public IReadOnlyList<ModelStatistics> Models =>
    [
        .. _models.Where(static model => model.Value.Calls > 0)
            .OrderByDescending(static model => model.Value.Calls)
            .ThenBy(static model => model.Key.Model, Utf8Order.Instance)
            .ThenBy(static model => model.Key.Provider is not null)
            .ThenBy(static model => model.Key.Provider ?? "", Utf8Order.Instance)
            .Select(static model => model.Value.ToStatistics(model.Key.Model, model.Key.Provider)),
    ];

    /// <summary>Each variant, including conversations without one, the most conversations first, then by name.</summary>
    public IReadOnlyList<VariantStatistics> Variants =>
    [
        .. _variants.Where(static variant => variant.Value.Messages > 0)
            .OrderByDescending(static variant => variant.Value.Conversations)
            .ThenBy(static variant => variant.Key.HasVariant)
            .ThenBy(static variant => variant.Key.Variant ?? "", Utf8Order.Instance)
            .Select(static variant => variant.Value.ToStatistics()),
    ];

    /// <summary>Converts ticks to a time, capped at the longest one.</summary>
    public static TimeSpan ToTime(Int128 ticks) => new((long)Int128.Clamp(ticks, 0, long.MaxValue));

    public ModelCell ModelOf(string model, string? provider)
    {
        var key = (TextRules.WithoutLoneSurrogates(model), provider is null ? null : TextRules.WithoutLoneSurrogates(provider));
        return _models.TryGetValue(key, out var cell) ? cell : _models[key] = new ModelCell();
    }

    public VariantCell VariantOf(string? variant)
    {
        var key = (variant is null ? null : TextRules.WithoutLoneSurrogates(variant), variant is not null);
        return _variants.TryGetValue(key, out var cell) ? cell : _variants[key] = new VariantCell(key.Item1);
    }

    /// <summary>Adds the model calls and turns of a conversation that began in the period, for a store that reads it completely.</summary>
    public void Add(StoredConversation conversation)
    {
        var calls = ModelCallRecord.CallsOf(conversation.Logged);
        string? variantId = conversation.Summary.Conversation.VariantId;
        foreach (var call in calls.Where(call => IsInPeriod(call.StartedAt)))
        {
            ModelOf(call.Model, call.Provider).Count(variantId, call.Outcome, call.Duration, call.FirstTokenAfter, call.Usage);
        }

        var turnsWithCalls = calls.Select(static call => call.TurnId).ToHashSet(StringComparer.Ordinal);
        var turns = conversation.Turns.Where(turn => IsInPeriod(turn.StartedAt)).ToList();
        if (turns.Count == 0)
        {
            return;
        }

        var variant = VariantOf(variantId);
        variant.AddConversations(1);
        foreach (var turn in turns)
        {
            Add(variant, turn.HasFailed, turn.Usage, turnsWithCalls.Contains(turn.Id));
        }
    }

    /// <summary>Adds a turn that began in the period.</summary>
    /// <param name="variant">The figures of its variant.</param>
    /// <param name="hasFailed">Whether it failed.</param>
    /// <param name="usage">Its usage; null if it has none.</param>
    /// <param name="hasCalls">Whether it has model calls. If not, its usage counts as one call.</param>
    public void Add(VariantCell variant, bool hasFailed, ModelUsage? usage, bool hasCalls)
    {
        variant.AddMessages(1, hasFailed ? 1 : 0);
        if (usage is null)
        {
            return;
        }

        variant.Usage.Count(usage);
        if (!hasCalls)
        {
            ModelOf(usage.Model, provider: null).Count(variant.Name, FunctionOutcome.Completed, duration: null, usage.TimeToFirstToken, usage);
        }
    }

    /// <summary>Serializes the report for a store. Conversations must have been added by their numbers.</summary>
    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        writer.Write(_models.Count);
        foreach (var ((model, provider), cell) in _models)
        {
            writer.Write(model);
            Write(writer, provider);
            cell.WriteTo(writer);
        }

        writer.Write(_variants.Count);
        foreach (var ((name, _), cell) in _variants)
        {
            Write(writer, name);
            cell.WriteTo(writer);
        }

        return writer.ToArray();
    }

    /// <summary>Adds a serialized report.</summary>
    /// <param name="bytes">The result of <see cref="ToBytes"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not valid. Sums added before the error are kept.</exception>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        long models = reader.ReadInt64();
        for (long i = 0; i < models; i++)
        {
            ModelOf(reader.ReadText(), ReadOptional(ref reader)).AddFrom(ref reader);
        }

        long variants = reader.ReadInt64();
        for (long i = 0; i < variants; i++)
        {
            VariantOf(ReadOptional(ref reader)).AddFrom(ref reader);
        }

        reader.ExpectEnd();
    }

    private static void Write(VarintWriter writer, string? text)
    {
        writer.Write(text is null ? 0 : 1);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadOptional(ref VarintReader reader) => reader.ReadInt64() == 0 ? null : reader.ReadText();

    private bool IsInPeriod(DateTimeOffset time) => time.UtcTicks is var ticks && ticks >= first && ticks < end;
}
