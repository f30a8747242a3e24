using System.Globalization;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The content of the page of scores, labels and reasons.</summary>
internal sealed record ScoresReport
{
    private const string None = "–";
    private const int ShownCategories = 4;

    /// <param name="request">The request.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="agents">The available agents.</param>
    public ScoresReport(ScoresRequest request, ConversationStatistics statistics, IReadOnlyList<string> agents)
    {
        (Request, Statistics, Agents) = (request, statistics, agents);
        Days = [.. request.Insight.Days];
        Chosen = statistics.Scores.FirstOrDefault(score => string.Equals(WordOf(score), request.Score, StringComparison.Ordinal))
            ?? statistics.Scores.FirstOrDefault();
        Slices = Chosen is null ? [] : ScoreSlice.Of(Chosen);
        First = Find(request.Variant);
        Second = Find(request.Compared);
        if (First is null && Second is null)
        {
            // By default, two variants are compared.
            var named = Slices.Where(static slice => slice.Variant is not null).Take(2).ToList();
            (First, Second) = named.Count == 2 ? (named[0], named[1]) : (Slices.FirstOrDefault(), null);
        }
        else if (First is null || ReferenceEquals(First, Second))
        {
            (First, Second) = (First ?? Second, null);
        }
    }

    public ScoresRequest Request { get; }

    public ConversationStatistics Statistics { get; }

    public IReadOnlyList<string> Agents { get; }

    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The score that is plotted; null for none.</summary>
    public ScoreStatistics? Chosen { get; }

    /// <summary>The slices of it that can be plotted.</summary>
    public IReadOnlyList<ScoreSlice> Slices { get; }

    /// <summary>The slice that is plotted.</summary>
    public ScoreSlice? First { get; }

    /// <summary>The slice that it is compared with; null for none.</summary>
    public ScoreSlice? Second { get; }

    /// <summary>The value by day and the number of scores per day, so that a day with few scores is not taken for a trend.</summary>
    public IReadOnlyList<Plot> Plots => Chosen is not { } score ? [] :
    [
        new("value", $"{Printable.Line(score.Name, 40)}: {ValueTitle(score)}", InAll(slice => Shown(score, ValueOf(score, slice.Total))), PlotKind.Lines,
            value => Shown(score, value), Series(figures => ValueOf(score, figures))),
        new("count", $"{Printable.Line(score.Name, 40)}: scores", InAll(static slice => ShownNumber.Count(slice.Total.Count)), PlotKind.Lines,
            static value => ShownNumber.Count((long)value), Series(static figures => figures.Count)),
    ];

    /// <summary>The name of a score in the page's address.</summary>
    public static string WordOf(ScoreStatistics score) => $"{score.Type}:{score.Name}";

    public static string TypeOf(ScoreStatistics score) => score.Type switch
    {
        ScoreType.Number => "Number",
        ScoreType.YesNo => "Yes or no",
        _ => "Category",
    };

    /// <summary>Whether the same name has values of another type.</summary>
    public bool IsAmbiguous(ScoreStatistics score) => Statistics.Scores.Count(other => string.Equals(other.Name, score.Name, StringComparison.Ordinal)) > 1;

    /// <summary>
    /// The filter that finds the conversations with these scores; null if there is none: if a name has values of several types, only numbers can be filtered.
    /// </summary>
    public string? FilterOf(ScoreStatistics score) => (IsAmbiguous(score), score.Type) switch
    {
        (false, _) => score.Name,
        (_, ScoreType.Number) => string.Create(CultureInfo.InvariantCulture, $"{score.Name}:ge:{score.Total.Minimum:R}"),
        _ => null,
    };

    /// <summary>A summary of scores in words.</summary>
    public static string Words(ScoreStatistics score, ScoreFigures figures) => score.Type switch
    {
        ScoreType.Number when figures.Minimum.Equals(figures.Maximum) => Number(figures.Minimum),
        ScoreType.Number => $"{Number(figures.Average)} on average, {Number(figures.Minimum)} to {Number(figures.Maximum)}",
        ScoreType.YesNo when string.Equals(score.Name, ScoreRules.Rating, StringComparison.Ordinal)
            => ShownNumber.Count(figures.Yes, "like", "likes") + $" ({Percent(figures.YesShare)})",
        ScoreType.YesNo => $"{ShownNumber.Count(figures.Yes)} yes ({Percent(figures.YesShare)})",
        _ => Categories(figures),
    };

    private static string Categories(ScoreFigures figures)
    {
        var shown = figures.Categories.Take(ShownCategories).ToList();
        long others = figures.Count - shown.Sum(static category => category.Count);
        string words = string.Join(
            ", ", shown.Select(category => $"{Printable.Line(category.Value, 40)} {Percent((double)category.Count / figures.Count)}"));
        return others > 0 ? $"{words}, others {Percent((double)others / figures.Count)}" : words;
    }

    private static string ValueTitle(ScoreStatistics score) => score.Type switch
    {
        ScoreType.Number => "average",
        ScoreType.YesNo => "share of yes",
        _ => $"share of {Printable.Line(score.Total.Categories[0].Value, 40)}",
    };

    // For categories, the most frequent one.
    private static double? ValueOf(ScoreStatistics score, ScoreFigures figures) => score.Type switch
    {
        ScoreType.Number => figures.Average,
        ScoreType.YesNo => figures.YesShare,
        _ when figures.Count == 0 => null,
        _ => (double)(figures.Categories.FirstOrDefault(category
            => string.Equals(category.Value, score.Total.Categories[0].Value, StringComparison.Ordinal))?.Count ?? 0) / figures.Count,
    };

    private static string Shown(ScoreStatistics score, double? value) => score.Type == ScoreType.Number ? Number(value) : Percent(value);

    private static string Number(double? value) => value is { } known ? known.ToString("#,0.###", NumberForm.Viewers.Format) : None;

    private static string Percent(double? share) => share is { } known ? ShownNumber.Percent(known) : None;

    private ScoreSlice? Find(string? word) => Slices.FirstOrDefault(slice => string.Equals(slice.Word, word, StringComparison.Ordinal));

    private string InAll(Func<ScoreSlice, string> words) => Second is { } second ? $"{words(First!)} and {words(second)}" : words(First!);

    private IReadOnlyList<PlotSeries> Series(Func<ScoreFigures, double?> value)
        => Second is { } second ? [Series(First!, "first", value), Series(second, "second", value)] : [Series(First!, "first", value)];

    private PlotSeries Series(ScoreSlice slice, string css, Func<ScoreFigures, double?> value)
    {
        var days = slice.Days.ToDictionary(static day => day.Day, static day => day.Figures);
        return new PlotSeries(slice.Name, css, [.. Days.Select(day => days.TryGetValue(day, out var figures) ? value(figures) : null)]);
    }
}
