using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The number of conversations of a list by their start, over the selected time.</summary>
/// <param name="Bars">The bars, oldest first, without gaps.</param>
/// <param name="Length">The duration that a bar covers.</param>
/// <param name="IsComplete">Whether all conversations of the list are counted; otherwise only the newest, and earlier times have no bars.</param>
/// <param name="Earlier">The number of conversations that started before the first bar: the selected time is that of their activity.</param>
internal sealed record StartHistogram(IReadOnlyList<StartBar> Bars, TimeSpan Length, bool IsComplete, int Earlier)
{
    // Each bar is a link, and the page of the list has a limit.
    private const int MostBars = 31;

    // A start longer ago than this was probably not chosen to view that time.
    private static readonly TimeSpan s_mostEmpty = TimeSpan.FromDays(400);
    private static readonly int[] s_minutes = [1, 5, 15, 30, 60, 120, 180, 360, 720];
    private static readonly int[] s_days = [1, 2, 7, 14, 28, 91, 364];

    /// <summary>The largest count of a bar.</summary>
    public int Most => Bars.Max(static bar => bar.Conversations);

    /// <summary>Creates the histogram; null if there is nothing to show over time.</summary>
    /// <param name="counts">The counts of the list.</param>
    /// <param name="query">The list.</param>
    /// <param name="now">The end of a selected time without an end.</param>
    /// <param name="zone">The viewer's time zone, in which bars begin at whole hours and days.</param>
    public static StartHistogram? Of(ConversationFacets counts, ConversationQuery query, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (counts.Starts.Count == 0)
        {
            return null;
        }

        var (oldest, newest) = (counts.Starts.Min(static start => start.StartedAt), counts.Starts.Max(static start => start.StartedAt));
        var end = now > newest ? now : newest.AddSeconds(1);
        if (oldest < DateTimeOffset.UnixEpoch)
        {
            return null; // Such a start comes from a wrong clock, and all other conversations would share a bar.
        }

        var given = query.StartedFrom ?? (query.From > DateTimeOffset.UnixEpoch ? query.From : null);
        bool isGiven = given is not null && (given > oldest || (counts.IsComplete && given > oldest - s_mostEmpty));
        var from = isGiven ? given!.Value : oldest;
        var to = query.To < end ? query.To.Value : end;
        if (from >= to)
        {
            return null;
        }

        var (edges, length) = Edges(from, to, zone);
        edges[0] = isGiven ? from : edges[0];
        edges[^1] = query.To < end ? to : edges[^1];
        int[] all = new int[edges.Count - 1];
        int[] problems = new int[all.Length];
        int earlier = 0;
        foreach (var start in counts.Starts)
        {
            int found = edges.BinarySearch(start.StartedAt);
            int bar = found >= 0 ? found : ~found - 1;
            if (bar < 0)
            {
                earlier++;
            }
            else if (bar < all.Length)
            {
                all[bar]++;
                problems[bar] += start.HasProblem ? 1 : 0;
            }
        }

        return new StartHistogram([.. all.Select((count, i) => new StartBar(edges[i], edges[i + 1], count, problems[i]))], length, counts.IsComplete, earlier);
    }

    /// <summary>The address of the list narrowed to a bar.</summary>
    public static string Address(ListAddress list, StartBar bar) => list.With(
        (ListAddress.Started, ListAddress.Machine(bar.From)), (ListAddress.Until, ListAddress.Machine(bar.To)),
        (ListAddress.From, null), (ListAddress.Period, null));

    private static (List<DateTimeOffset> Edges, TimeSpan Length) Edges(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var within = to - from;
        int minutes = Array.Find(s_minutes, minutes => within.TotalMinutes <= (long)minutes * (MostBars - 1));
        int days = minutes > 0 ? 1 : Array.Find(s_days, days => within.TotalDays <= (long)days * (MostBars - 1));
        days = days > 0 ? days : (int)Math.Ceiling(within.TotalDays / (MostBars - 1));
        int first = LocalDay.Of(from, zone).DayNumber;
        List<DateTimeOffset> edges = [];
        for (int day = first - (first % days); edges.Count == 0 || edges[^1] < to; day += days)
        {
            var (midnight, next) = (BeginningOf(day, zone), BeginningOf(day + days, zone));
            for (var edge = midnight; edge < next && (edges.Count == 0 || edges[^1] < to); edge = minutes > 0 ? edge.AddMinutes(minutes) : next)
            {
                edges.Add(edge);
            }
        }

        // Intervals that end before the start have no bar.
        int before = edges.FindLastIndex(edge => edge <= from);
        edges.RemoveRange(0, Math.Max(0, before));
        return (edges, minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromDays(days));
    }

    private static DateTimeOffset BeginningOf(int day, TimeZoneInfo zone) => LocalDay.BeginningOf(DateOnly.FromDayNumber(day), zone).ToUniversalTime();
}

/// <summary>A bar of the conversations that started in a period.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="Conversations">The number of conversations that started in it.</param>
/// <param name="WithProblem">The number of them with a problem.</param>
internal sealed record StartBar(DateTimeOffset From, DateTimeOffset To, int Conversations, int WithProblem);
