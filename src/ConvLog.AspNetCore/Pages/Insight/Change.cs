using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The change of a figure against the previous period.</summary>
/// <param name="Words">The change in words; empty if there is no value to compare with.</param>
/// <param name="Css">The class for a good or a bad change; null if it is neither.</param>
internal readonly record struct Change(string Words, string? Css)
{
    /// <summary>The change in percent of the previous value.</summary>
    /// <param name="now">The value.</param>
    /// <param name="before">The previous value.</param>
    /// <param name="isMoreBetter">Whether a higher value is better; null if it is neither better nor worse.</param>
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
