using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The calls, tokens and cost of a model: by variant in the period, and by calendar month.</summary>
/// <param name="Models">The model in the period, separately for each provider.</param>
/// <param name="Months">All models by month, in order.</param>
internal sealed record ModelCosts(IReadOnlyList<ModelStatistics> Models, IReadOnlyList<ModelMonth> Months)
{
    private const int MostMonths = 6;

    /// <summary>The months of the page of a model: the current one and those before.</summary>
    public static StatisticsQuery MonthsOf(StatisticsQuery query, DateTimeOffset now) => MonthsOf(query, now, MostMonths);

    /// <summary>The current month of a time zone and those before.</summary>
    /// <param name="query">The time zone and the conversations.</param>
    /// <param name="now">The current time.</param>
    /// <param name="months">The number of months.</param>
    public static StatisticsQuery MonthsOf(StatisticsQuery query, DateTimeOffset now, int months)
    {
        var today = LocalDay.Of(now, query.TimeZone);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        return query with { From = LocalDay.BeginningOf(first, query.TimeZone), To = now.AddMinutes(1) };
    }

    /// <summary>Those of models with the name and the provider of a request.</summary>
    public static IEnumerable<ModelStatistics> Of(CallsRequest request, IEnumerable<ModelStatistics> models)
        => models.Where(model => string.Equals(model.Model, request.Name, StringComparison.Ordinal)
            && (request.Provider is null || string.Equals(model.Provider, request.Provider, StringComparison.Ordinal)));
}
