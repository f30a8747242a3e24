using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>Calls, problems and durations over time: drawings that are stretched inside one that is not, so that text and marks never scale. The table behind
/// shows the same values.</summary>
public partial class CallPlot
{
    private const int BarsHeight = 64;
    private const int Gap = 28;
    private const int LinesHeight = 168;
    private const int Bottom = BarsHeight + Gap + LinesHeight;
    private const int Labels = 8;

    // More lines could not be distinguished by their strokes.
    private const int MostLines = 4;

    private PlotScale _scale;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallReport Report { get; set; } = null!;

    private IReadOnlyList<CallInterval> Series => Report.Details.Target.Series;

    private long Most => Math.Max(1, Series.Max(static interval => interval.Calls));

    private CallSplit? Split => Report.Request.Split is { } split && split.Splits(Report.Details) ? split : null;

    // The values with the most calls, each with a line.
    private IReadOnlyList<CallSlice> Lines { get; set; } = [];

    // Those by which the calls can be split.
    private IEnumerable<CallSplit> Splits => CallSplit.All.Where(split => split.Splits(Report.Details));

    // By stroke, never by hue.
    private static string Stroke(int line) => $"line value{ShownNumber.Plain(line)}";

    private double? P95Before => Split is null && Report.Before?.Duration is { Count: >= CallChange.Fewest } before ? before.P95.TotalMilliseconds : null;

    // The interval of labels: whole days if intervals have six hours.
    private int Every => Series.Count switch
    {
        <= Labels => 1,
        <= 60 when IsShort(TimeSpan.FromHours(6)) => 4 * Math.Max(1, (int)Math.Ceiling(Series.Count / 4.0 / Labels)),
        _ => (Series.Count + Labels - 1) / Labels,
    };

    private IEnumerable<CallReference> Marked => Report.Details.LatestProblems.Where(static call => call.Duration is not null);

    // The moments since which durations, or the share of problems, have changed.
    private IEnumerable<CallChangeText> Changes => Report.Details.Shifts.Select(shift => new CallChangeText(shift, Report.Details));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Lines = [.. Split?.Of(Report.Details).Where(static slice => slice.Figures.Duration.Count > 0).Take(MostLines) ?? []];
        double p95 = Lines.SelectMany(static line => line.Series).Concat(Series).Max(static interval => interval.Duration!.P95.TotalMilliseconds);
        double slowest = Report.Details.Slowest.Count > 0 ? Report.Details.Slowest[0].Duration!.Value.TotalMilliseconds : 0;

        // One very slow call must not flatten the rest: it is drawn at the top.
        _scale = PlotScale.Of(Math.Max(P95Before ?? 0, Math.Max(p95, Math.Min(slowest, 2 * p95))));
    }

    // One unit for the whole axis.
    private string Tick(double milliseconds)
        => milliseconds == 0 ? "0" : _scale.Top >= 10_000
            ? string.Create(NumberForm.Viewers.Format, $"{milliseconds / 1_000:#,0.##} s")
            : string.Create(NumberForm.Viewers.Format, $"{milliseconds:#,0.##} ms");

    private static string Y(double y) => ShownNumber.Svg(y);

    // Where a time is within its interval, as a share of the width.
    private double PlaceOf(DateTimeOffset time)
    {
        int i = Series.Count - 1;
        while (i > 0 && Series[i].Start > time)
        {
            i--;
        }

        var length = i + 1 < Series.Count ? Series[i + 1].Start - Series[i].Start : Series.Count > 1 ? Series[1].Start - Series[0].Start : TimeSpan.FromDays(1);
        double within = length > TimeSpan.Zero ? Math.Clamp((time - Series[i].Start) / length, 0, 1) : 0;
        return (i + within) / Series.Count;
    }

    private static string Css(CallChangeText text) => text.Shift.IsRise ? "change worse" : "change";

    private string Words(CallChangeText text) => $"{text.Verb} since {ShownTime.Short(text.Shift.Since, Page.Now, Page.Zone)}";

    private double LineY(double milliseconds) => BarsHeight + Gap + (LinesHeight * (1 - _scale.ShareOf(milliseconds)));

    private bool IsShort(TimeSpan length) => Series.Count > 2 && Series[2].Start - Series[1].Start <= length;

    private string Label(int i)
    {
        var local = TimeZoneInfo.ConvertTime(Series[i].Start, Page.Zone);
        return IsShort(TimeSpan.FromHours(1))
            ? local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)
            : ShownTime.Day(DateOnly.FromDateTime(local.DateTime));
    }

    private double Height(long calls) => Math.Max(2, (double)BarsHeight * calls / Most);

    private string? Address(int i) => CallParts.Calls(Page.Paths, Report.Request, Series[i].Start, EndOf(i) ?? Report.Request.Insight.Query.To);

    // Null for the last, which ends at the end of the period.
    private DateTimeOffset? EndOf(int i) => i + 1 < Series.Count ? Series[i + 1].Start : null;

    private string Narrowed(int i)
    {
        var insight = Report.Request.Insight;
        var narrowed = Report.Request with { Insight = insight.Within(Series[i].Start, EndOf(i) ?? insight.Query.To) };
        return narrowed.DetailAddress(Page.Paths, Report.Request.Name!, Report.Request.Provider);
    }

    private string Words(int i)
        => $"{ShownTime.Short(Series[i].Start, Page.Now, Page.Zone)}: {ShownNumber.Count(Series[i].Calls, "call", "calls")}, "
            + ShownNumber.Count(Series[i].Problems, "problem", "problems")
            + (Series[i].Duration!.Count == 0
                ? ""
                : $", p50 {Time(Series[i], static duration => duration.P50)}, p95 {Time(Series[i], static duration => duration.P95)}")
            + string.Concat(Lines.Where(line => line.Series[i].Duration!.Count > 0)
                .Select(line => $", {Printable.Line(Split!.TextOf(line), 20)} {Time(line.Series[i], static duration => duration.P95)}"));

    private static string Time(CallInterval interval, Func<DurationStatistics, TimeSpan> percentile)
        => interval.Duration!.Count == 0 ? CallLabels.None : ShownDuration.Exact(percentile(interval.Duration));

    private string P95(IReadOnlyList<CallInterval> series) => Path(series, duration => LineY(duration.P95.TotalMilliseconds));

    private string P50(IReadOnlyList<CallInterval> series) => Path(series, duration => LineY(duration.P50.TotalMilliseconds));

    private string SplitAddress(CallSplit? split) => (Report.Request with { Split = split }).DetailAddress(Page.Paths) + "#over-time";

    private static string Path(IReadOnlyList<CallInterval> series, Func<DurationStatistics, double> y)
    {
        var path = new System.Text.StringBuilder();
        bool isBegun = false;
        for (int i = 0; i < series.Count; i++)
        {
            if (series[i].Duration is { Count: > 0 } duration)
            {
                string at = Y(y(duration));
                path.Append(isBegun ? 'L' : 'M').Append(ShownNumber.Svg(i + (isBegun ? 0.5 : 0.4))).Append(' ').Append(at);
                if (!isBegun)
                {
                    path.Append('L').Append(ShownNumber.Svg(i + 0.6)).Append(' ').Append(at); // A single interval is a short line.
                }

                isBegun = true;
            }
        }

        return path.ToString();
    }
}
