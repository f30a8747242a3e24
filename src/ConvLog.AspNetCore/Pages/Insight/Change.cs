using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The change of a figure since the previous period.</summary>
/// <param name="Words">The change as text; empty if there is nothing to compare with.</param>
/// <param name="Css">Whether it is good or bad; null if it is neither.</param>
internal readonly record struct Change(string Words, string? Css)
{
    /// <summary>The change in percent of the previous value.</summary>
    /// <param name="now">The current value.</param>
    /// <param name="before">The previous value.</param>
    /// <param name="isMoreBetter">Whether a higher value is better; null if neither is.</param>
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
