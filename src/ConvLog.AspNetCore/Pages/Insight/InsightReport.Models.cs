using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <content>Statistics by model and by variant.</content>
internal sealed partial record InsightReport
{
    private const int ShownModels = 20;

    /// <summary>The models with the most calls.</summary>
    public IReadOnlyList<ModelStatistics> Models { get; } = [.. Statistics.Models.Take(ShownModels)];

    /// <summary>The variants with the most conversations.</summary>
    public IReadOnlyList<VariantStatistics> Variants { get; } = [.. Statistics.Variants.Take(ShownModels)];

    /// <summary>The durations of models and functions, and the share of each in the total.</summary>
    public IReadOnlyList<(string Name, TimeSpan Time, double Share)> Times
    {
        get
        {
            var models = Statistics.ModelTime ?? TimeSpan.Zero;
            double both = Math.Max(1, (double)models.Ticks + Statistics.FunctionTime.Ticks);
            return [("Model calls", models, models.Ticks / both), ("Function calls", Statistics.FunctionTime, Statistics.FunctionTime.Ticks / both)];
        }
    }

    /// <summary>The sort order of a table, and a note if it does not contain all rows.</summary>
    public static string More(string order, int rows) => rows > ShownModels ? $"{order}, {ShownNumber.Count(ShownModels)} of {ShownNumber.Count(rows)}" : order;

    /// <summary>The number of failed calls, with their percentage.</summary>
    public static string Failed(ModelStatistics model)
        => model.Failed == 0 ? ShownNumber.Count(0) : $"{ShownNumber.Count(model.Failed)} ({ShownNumber.Percent(model.ErrorRate)})";

    /// <summary>The percentage of cached input tokens.</summary>
    public static string Cached(UsageStatistics usage) => usage.CachedShare is { } share ? ShownNumber.Percent(share) : None;

    /// <summary>A model's share in the tokens of all models.</summary>
    public double ShareOfTokens(UsageStatistics usage) => Share(usage, Statistics.Models.Select(static model => model.Usage));

    /// <summary>A variant's share in the tokens of all variants.</summary>
    public double ShareOfTokens(VariantStatistics variant) => Share(variant.Usage, Statistics.Variants.Select(static variant => variant.Usage));

    private static double Share(UsageStatistics usage, IEnumerable<UsageStatistics> all) => Tokens(usage) / Math.Max(1, all.Sum(Tokens));

    private static double Tokens(UsageStatistics usage) => usage.TotalTokens;
}
