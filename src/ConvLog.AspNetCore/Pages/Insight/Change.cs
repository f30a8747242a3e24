using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>How a figure changed against the time before.</summary>
/// <param name="Words">The change in words; empty where there is nothing to compare with.</param>
/// <param name="Css">Whether that is good or bad; null where it is neither.</param>
internal readonly record struct Change(string Words, string? Css)
{
    /// <summary>In percent of the time before.</summary>
    /// <param name="now">The figure.</param>
    /// <param name="before">What it was.</param>
    /// <param name="isMoreBetter">Whether more is better; null where that cannot be said.</param>
    public static Change Of(double? now, double? before, bool? isMoreBetter = null)
    {
        if (now is not { } value || before is not { } old || old == 0)
        {
            return default;
        }

        double percent = 100 * (value - old) / old;
        string words = Math.Abs(percent) < 0.05 ? "no change" : percent.ToString("+#,0.#;−#,0.#", NumberForm.Viewers.Format) + " %";
        return new Change(words, isMoreBetter is { } better && Math.Abs(percent) >= 1 ? (percent > 0 == better ? "fine" : "bad") : null);
    }
}
