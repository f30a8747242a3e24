using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The histogram of the starts of the list's conversations, with problems marked. Each bar is a link that narrows the list to it; the script adds
/// dragging.</summary>
public partial class StartStrip
{
    private const string Height = "30";
    private const int Tall = 30;
    private const int Labels = 6;

    private StartHistogram? _histogram;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;


    private StartHistogram? Histogram
        => _histogram ??= Listing.Facets is { } facets ? StartHistogram.Of(facets.Counts, Listing.Request.Query, Page.Now, Page.Zone) : null;

    private bool IsNarrowed => Listing.Address[ListAddress.Started] is not null && Listing.Address[ListAddress.Until] is not null;

    // The list without the times that a bar sets.
    private string Whole => Listing.Address.With((ListAddress.Started, null), (ListAddress.Until, null));

    private string WordsOf(StartBar bar)
        => $"{ShownTime.Range(bar.From, bar.To, Page.Zone)}: {ShownNumber.Count(bar.Conversations)}"
            + (bar.WithProblem > 0 ? $", {ShownNumber.Count(bar.WithProblem)} with problems" : "");

    private static string Path(StartHistogram shown, Func<StartBar, int> count)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (i, bar) in shown.Bars.Index().Where(item => count(item.Item) > 0))
        {
            double top = Tall - Math.Max(2, (double)Tall * count(bar) / shown.Most);
            path.Append('M').Append(
                ShownNumber.Svg(i + 0.1)).Append(' ').Append(Height).Append('V').Append(ShownNumber.Svg(top)).Append("h.8V").Append(Height).Append('z');
        }

        return path.ToString();
    }

    private static int Every(StartHistogram shown) => Math.Max(1, (shown.Bars.Count + Labels - 1) / Labels);

    private string LabelOf(StartHistogram shown, int i)
    {
        var local = TimeZoneInfo.ConvertTime(shown.Bars[i].From, Page.Zone);
        bool isDay = shown.Length >= TimeSpan.FromDays(1) || local.TimeOfDay == TimeSpan.Zero;
        string time = local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return isDay
            ? ShownTime.Day(DateOnly.FromDateTime(local.DateTime))
            : shown.Length >= TimeSpan.FromHours(3)
            ? $"{ShownTime.Day(DateOnly.FromDateTime(local.DateTime))} {time}"
            : time;
    }

    private static string LengthOf(TimeSpan length) => length switch
    {
        { TotalDays: 1 } => "day",
        { TotalDays: 7 } => "week",
        { TotalDays: > 1 } => $"{ShownNumber.Plain((int)length.TotalDays)} days",
        { TotalHours: 1 } => "hour",
        { TotalHours: > 1 } => $"{ShownNumber.Plain((int)length.TotalHours)} hours",
        { TotalMinutes: 1 } => "minute",
        _ => $"{ShownNumber.Plain((int)length.TotalMinutes)} minutes",
    };
}
