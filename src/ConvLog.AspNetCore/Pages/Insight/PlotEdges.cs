namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>
/// The edges of the bars of a plot, for the script that narrows a page to a part of its plots: minutes since 1970 in base 36, one more than there are
/// bars. Times within a minute are rounded down, except the last, which is rounded up.
/// </summary>
internal static class PlotEdges
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The edges of a plot by day; null for a single day.</summary>
    public static string? Of(InsightRequest request, IReadOnlyList<DateOnly> days)
        => days.Count < 2 ? null : Of([.. days.Select(day => request.TimesOf(day).From), request.TimesOf(days[^1]).To]);

    /// <summary>The text of some edges; null for a single bar.</summary>
    public static string? Of(IReadOnlyList<DateTimeOffset> edges)
        => edges.Count < 3 ? null
            : string.Join(' ', edges.Select((edge, i) => Number(edge.AddSeconds(i == edges.Count - 1 ? 59 : 0).ToUnixTimeSeconds() / 60)));

    private static string Number(long minutes)
    {
        if (minutes < 0)
        {
            return "0";
        }

        string text = "";
        do
        {
            text = Digits[(int)(minutes % Digits.Length)] + text;
            minutes /= Digits.Length;
        }
        while (minutes > 0);

        return text;
    }
}
