using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A plot by day, drawn on the server: a stretched drawing inside one that is not, so that text never scales. <see cref="DayTable"/> shows the same
/// values.</summary>
public partial class PlotFigure
{
    private const int Height = 128;
    private const int Labels = 5;

    // Each day of a month has a link. Days of longer times are only some pixels wide, and are drawn without.
    private const int MostLinks = 31;

    private Plot Plot { get; init; } = null!;

    private IReadOnlyList<DateOnly> Days { get; init; } = [];

    private Func<DateOnly, string> AddressOf { get; init; } = null!;

    internal static RenderFragment Of(Plot plot, IReadOnlyList<DateOnly> days, Func<DateOnly, string> addressOf)
        => new PlotFigure { Plot = plot, Days = days, AddressOf = addressOf }.BuildRenderTree;

    // The largest value in a direction, unless it is too near to 0 for a label of its own.
    private static RenderFragment Largest(Plot plot, int way, double y)
        => Math.Abs(MiddleOf(plot) - y) < 14 ? static _ => { } : SvgText.Of("-8", ShownNumber.Svg(y), anchor: null, Tick(plot.Series[way].Most));

    private static string Tick(double value) => Math.Abs(value) switch
    {
        >= 1e9 => string.Create(NumberForm.Viewers.Format, $"{value / 1e9:0.##} G"),
        >= 1e6 => string.Create(NumberForm.Viewers.Format, $"{value / 1e6:0.##} M"),
        >= 1e4 => string.Create(NumberForm.Viewers.Format, $"{value / 1e3:0.##} k"),
        _ => value.ToString("#,0.######", NumberForm.Viewers.Format),
    };

    // Both directions have the same scale, and the height that their largest value needs.
    private static double HeightOf(Plot plot, double? value) => plot.TotalHeight > 0 ? Height * (value ?? 0) / plot.TotalHeight : 0;

    private static double MiddleOf(Plot plot) => plot.TotalHeight > 0 ? HeightOf(plot, plot.Series[0].Most) : Height;

    private static string Middle(Plot plot) => ShownNumber.Svg(MiddleOf(plot));

    // The bars of a series as one area.
    private static string Steps(Plot plot, int series)
    {
        string bottom = plot.Kind == PlotKind.Diverging ? Middle(plot) : ShownNumber.Plain(Height);
        var path = new System.Text.StringBuilder("M0 ").Append(bottom);
        var values = plot.Series[series].Values;
        for (int i = 0; i < values.Count; i++)
        {
            double top = plot.Kind == PlotKind.Bars
                ? Height * (1 - plot.Scale.ShareOf(values[i] ?? 0))
                : MiddleOf(plot) + (HeightOf(plot, values[i]) * (series == 0 ? -1 : 1));
            path.Append('V').Append(ShownNumber.Svg(top)).Append('H').Append(ShownNumber.Plain(i + 1));
        }

        return path.Append('V').Append(bottom).Append('Z').ToString();
    }

    private static string Path(PlotSeries series, PlotScale scale)
    {
        var path = new System.Text.StringBuilder();
        bool isBegun = false;
        for (int i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is not { } value)
            {
                isBegun = false;
                continue;
            }

            string y = ShownNumber.Svg(Height * (1 - scale.ShareOf(value)));
            path.Append(isBegun ? 'L' : 'M').Append(ShownNumber.Svg(i + (isBegun ? 0.5 : 0.45))).Append(' ').Append(y);

            // A single day is drawn as a short line.
            if (!isBegun)
            {
                path.Append('L').Append(ShownNumber.Svg(i + 0.55)).Append(' ').Append(y);
            }

            isBegun = true;
        }

        return path.ToString();
    }

    private static string Words(Plot plot, DateOnly day, int i)
        => $"{ShownTime.Day(day)}: " + string.Join(", ", plot.Series.Select(
            series => (plot.Series.Count > 1 ? $"{series.Name} " : "") + (series.Values[i] is { } value ? plot.Shown(value) : "none")));
}
