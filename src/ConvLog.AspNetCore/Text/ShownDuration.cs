using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>Formats durations for the console's viewer.</summary>
internal static class ShownDuration
{
    /// <summary>The duration of a function or a request: <c>412 ms</c>, <c>1,184 ms</c>, <c>12.4 s</c>, <c>2:14</c>.</summary>
    public static string Exact(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 10 => string.Create(NumberForm.Viewers.Format, $"{Math.Round(duration.TotalMilliseconds):#,0} ms"),
        < 60 => string.Create(NumberForm.Viewers.Format, $"{duration.TotalSeconds:0.0} s"),
        _ => Clock(duration),
    };

    /// <summary>The duration of an answer: <c>0.82 s</c>, <c>2:14</c>.</summary>
    public static string Seconds(TimeSpan duration) => duration.TotalSeconds < 60
        ? string.Create(NumberForm.Viewers.Format, $"{duration.TotalSeconds:0.00} s")
        : Clock(duration);

    /// <summary>The duration of a conversation: <c>0:07</c>, <c>2:14</c>, <c>1:02:14</c>, <c>3 d 1:02</c>.</summary>
    public static string Clock(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Max(0, Math.Floor(duration.TotalSeconds)));
        string format = whole.TotalHours switch
        {
            < 1 => @"m\:ss",
            < 24 => @"h\:mm\:ss",
            _ => @"d\ \d\ h\:mm",
        };
        return whole.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A limit, without rounding: <c>800 ms</c>, <c>30 s</c>, <c>30.001 s</c>, <c>2 min</c>.</summary>
    public static string Limit(TimeSpan limit) => limit.TotalSeconds < 1 ? string.Create(NumberForm.Viewers.Format, $"{limit.TotalMilliseconds:0} ms")
        : limit.TotalSeconds % 60 == 0 ? string.Create(NumberForm.Viewers.Format, $"{limit.TotalMinutes:#,0} min")
        : string.Create(NumberForm.Viewers.Format, $"{limit.TotalSeconds:#,0.###} s");

    /// <summary>The time since the start of a function or turn: <c>+12 ms</c>; negative if the clock was set back, <c>−3 ms</c>.</summary>
    public static string Since(DateTimeOffset start, DateTimeOffset time)
    {
        var offset = time - start;
        return offset < TimeSpan.Zero ? $"−{Exact(offset.Negate())}" : $"+{Exact(offset)}";
    }

    /// <summary>The value of the <c>datetime</c> attribute of an element with a duration.</summary>
    public static string Machine(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"PT{Math.Max(0, duration.TotalSeconds):0.###}S");
}
