using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A score in a period.</summary>
internal sealed class ScoreStatisticsJson : ScoreFiguresJson
{
    private readonly ScoreStatistics _score;

    internal ScoreStatisticsJson(ScoreStatistics score)
        : base(score.Total)
        => _score = score;

    public string Name => _score.Name;
    public ScoreType Type => _score.Type;
    [JsonPropertyOrder(1)] public IEnumerable<ScoreDayJson> Days => _score.Days.Select(static day => new ScoreDayJson(day));
    [JsonPropertyOrder(1)] public IEnumerable<ScoreVariantJson> Variants => _score.Variants.Select(static variant => new ScoreVariantJson(variant));
}

/// <summary>A score of the conversations of a variant.</summary>
internal sealed class ScoreVariantJson : ScoreFiguresJson
{
    private readonly ScoreVariant _variant;

    internal ScoreVariantJson(ScoreVariant variant)
        : base(variant.Total)
        => _variant = variant;

    public string? Variant => _variant.Variant;
    [JsonPropertyOrder(1)] public IEnumerable<ScoreDayJson> Days => _variant.Days.Select(static day => new ScoreDayJson(day));
}

/// <summary>How often a score has a category.</summary>
internal readonly struct CategoryCountJson(ValueCount count)
{
    public string Category => count.Value;
    public long Count => count.Count;
    public long Conversations => count.Conversations;
}

/// <summary>How often a label was given.</summary>
internal readonly struct LabelCountJson(ValueCount count)
{
    public string Label => count.Value;
    public long Count => count.Count;
    public long Conversations => count.Conversations;
}

/// <summary>How often ratings have a reason.</summary>
internal readonly struct ReasonCountJson(ValueCount count)
{
    public string Reason => count.Value;
    public long Count => count.Count;
    public long Conversations => count.Conversations;
}
