using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <content>By model and by variant.</content>
internal sealed partial record InsightReport
{
    private const int ShownModels = 20;

    /// <summary>The models with the most calls.</summary>
    public IReadOnlyList<ModelStatistics> Models { get; } = [.. Statistics.Models.Take(ShownModels)];

    /// <summary>The variants with the most conversations.</summary>
    public IReadOnlyList<VariantStatistics> Variants { get; } = [.. Statistics.Variants.Take(ShownModels)];

    /// <summary>The total durations of models and of functions, and their shares.</summary>
    public IReadOnlyList<(string Name, TimeSpan Time, double Share)> Times
    {
        get
        {
            var models = Statistics.ModelTime ?? TimeSpan.Zero;
            double both = Math.Max(1, (double)models.Ticks + Statistics.FunctionTime.Ticks);
            return [("Model calls", models, models.Ticks / both), ("Function calls", Statistics.FunctionTime, Statistics.FunctionTime.Ticks / both)];
        }
    }

    /// <summary>The order of a table, and a note if not all rows are shown.</summary>
    public static string More(string order, int rows) => rows > ShownModels ? $"{order}, {ShownNumber.Count(ShownModels)} of {ShownNumber.Count(rows)}" : order;

    /// <summary>The number of failed calls, with their share.</summary>
    public static string Failed(ModelStatistics model)
        => model.Failed == 0 ? ShownNumber.Count(0) : $"{ShownNumber.Count(model.Failed)} ({ShownNumber.Percent(model.ErrorRate)})";

    /// <summary>The share of input tokens that were cached.</summary>
    public static string Cached(UsageStatistics usage) => usage.CachedShare is { } share ? ShownNumber.Percent(share) : None;

    /// <summary>The share of a model's tokens in those of all models.</summary>
    public double ShareOfTokens(UsageStatistics usage) => Share(usage, Statistics.Models.Select(static model => model.Usage));

    /// <summary>The share of a variant's tokens in those of all variants.</summary>
    public double ShareOfTokens(VariantStatistics variant) => Share(variant.Usage, Statistics.Variants.Select(static variant => variant.Usage));

    private static double Share(UsageStatistics usage, IEnumerable<UsageStatistics> all) => Tokens(usage) / Math.Max(1, all.Sum(Tokens));

    private static double Tokens(UsageStatistics usage) => usage.TotalTokens;
}
