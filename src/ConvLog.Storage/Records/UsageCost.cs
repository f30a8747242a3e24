using System.Globalization;
using System.Text.Json;

namespace ConvLog.Records;

/// <summary>
/// What a turn or a model call cost, as databases keep it: a decimal number and its currency; where it cost in several, their sums as JSON, without a currency.
/// </summary>
/// <param name="Cost">The cost; null where none is known.</param>
/// <param name="Currency">The currency; null where there are several.</param>
internal readonly record struct UsageCost(string? Cost, string? Currency)
{
    public static UsageCost Of(ModelUsage? usage) => usage?.CostJson is { } several
        ? new(several, null)
        : new(usage?.Cost?.ToString(CultureInfo.InvariantCulture), usage?.Currency);

    /// <summary>A usage with this cost. One that is damaged is none, which must stop nothing.</summary>
    public ModelUsage ToUsage(string model, long? inputTokens, long? outputTokens, TimeSpan? timeToFirstToken)
    {
        string? several = Several(Cost);
        bool isOne = decimal.TryParse(Cost, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cost);
        return new ModelUsage(model, inputTokens, outputTokens, isOne ? cost : null, FirstOf(several) ?? Currency, timeToFirstToken) { CostJson = several };
    }

    /// <summary>The costs that a usage has in several currencies; null where the text is no such thing.</summary>
    public static string? Several(string? text)
    {
        if (text is not ['{', ..])
        {
            return null;
        }

        try
        {
            _ = new ModelUsage("") { CostJson = text }.CostByCurrency();
            return text;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null; // Not JSON, no number, a currency twice or one that is no text.
        }
    }

    /// <summary>Each cost of a usage, with its currency.</summary>
    public static IEnumerable<(string Currency, decimal Cost)> Each(ModelUsage? usage)
    {
        if (usage?.Cost is { } one)
        {
            yield return (usage.Currency, one);
        }

        if (usage?.CostJson is not null)
        {
            foreach (var (currency, cost) in usage.CostByCurrency())
            {
                yield return (currency, cost);
            }
        }
    }

    private static string? FirstOf(string? several)
        => several is null ? null : new ModelUsage("") { CostJson = several }.CostByCurrency().Keys.FirstOrDefault();
}
