using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Tokens and cost.</summary>
internal abstract class UsageFiguresJson
{
    private readonly UsageStatistics _usage;

    private protected UsageFiguresJson(UsageStatistics usage) => _usage = usage;

    public UsedTokensJson Tokens => new(_usage.InputTokens, _usage.OutputTokens, _usage.TotalTokens, _usage.CachedInputTokens);
    public double? CachedShare => _usage.CachedShare;
    public IReadOnlyDictionary<string, decimal> Cost => new SortedDictionary<string, decimal>(_usage.Cost.ToDictionary(), StringComparer.Ordinal);
}

/// <summary>Tokens of models.</summary>
internal sealed record UsedTokensJson(long Input, long Output, long Total, long Cached);

/// <summary>The conversations of a variant.</summary>
internal sealed class VariantStatisticsJson : UsageFiguresJson
{
    private readonly VariantStatistics _variant;

    internal VariantStatisticsJson(VariantStatistics variant)
        : base(variant.Usage)
        => _variant = variant;

    public string? Variant => _variant.Variant;
    public long Conversations => _variant.Conversations;
    public long Messages => _variant.Messages;
    public long Errors => _variant.FailedMessages;
}
