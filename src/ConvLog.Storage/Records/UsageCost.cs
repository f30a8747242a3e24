using System.Globalization;
using System.Text.Json;

namespace ConvLog.Storage.Records;

/// <summary>
/// The cost of a turn or a model call, as databases store it: a decimal number and its currency; with several currencies, their sums as JSON, without a
/// currency.
/// </summary>
/// <param name="Cost">The cost; null if unknown.</param>
/// <param name="Currency">The currency; null if there are several.</param>
internal readonly record struct UsageCost(string? Cost, string? Currency)
{
    public static UsageCost Of(ModelUsage? usage) => usage?.CostJson is { } several
        ? new(several, null)
        : new(usage?.Cost?.ToString(CultureInfo.InvariantCulture), usage?.Currency);

    /// <summary>A usage with this cost. A damaged cost is ignored, because it must not make a read fail.</summary>
    public ModelUsage ToUsage(string model, long? inputTokens, long? outputTokens, TimeSpan? timeToFirstToken)
    {
        string? several = Several(Cost);
        bool isOne = decimal.TryParse(Cost, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cost);
        return new ModelUsage(model, inputTokens, outputTokens, isOne ? cost : null, FirstOf(several) ?? Currency, timeToFirstToken) { CostJson = several };
    }

    /// <summary>The costs of a usage in several currencies; null if the text is not valid.</summary>
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
