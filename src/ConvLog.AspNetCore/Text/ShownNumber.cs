using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>Formats numbers for the console's viewer; those in attributes are the same for all viewers.</summary>
internal static class ShownNumber
{
    private const double Largest = 1e6;

    public static string Count(long count) => count.ToString("#,0", NumberForm.Viewers.Format);

    /// <summary>A number that is a name, such as a status code: no separators.</summary>
    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 entry</c>, <c>2 entries</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A duration in whole milliseconds, rounded as <see cref="ShownDuration.Exact"/> rounds.</summary>
    public static string Milliseconds(TimeSpan duration) => Count((long)Math.Round(duration.TotalMilliseconds));

    /// <summary>A share, from 0 to 1: <c>12.5 %</c>, on one line.</summary>
    public static string Percent(double share) => string.Create(NumberForm.Viewers.Format, $"{100 * share:0.#}\u00A0%");

    /// <summary>A price: <c>$0.0214</c>, <c>€1.20</c>, <c>0.75 CHF</c>.</summary>
    public static string Money(decimal amount, string currency) => Money(amount, currency, DecimalsOf(amount));

    /// <summary>The number of decimals of a price: two, or as many as it has, at most four, or six for very small ones.</summary>
    public static int DecimalsOf(decimal amount)
    {
        int decimals = 2;
        decimal shown = decimal.Round(amount, amount is > 0 and < 0.001m ? 6 : 4, MidpointRounding.AwayFromZero);
        while (decimal.Round(shown, decimals) != shown)
        {
            decimals++;
        }

        return decimals;
    }

    /// <summary>A price with a number of decimals, as in a column of prices.</summary>
    public static string Money(decimal amount, string currency, int decimals)
    {
        string number = Amount(amount, decimals);
        return currency switch
        {
            "USD" => $"${number}",
            "EUR" => $"€{number}",
            "GBP" => $"£{number}",
            _ => $"{number} {Printable.Line(currency, 8)}",
        };
    }

    /// <summary>A price without its currency.</summary>
    public static string Amount(decimal amount, int decimals) => amount.ToString("#,0." + new string('0', decimals), NumberForm.Viewers.Format);

    /// <summary>A number for an attribute of a drawing.</summary>
    public static string Svg(double number)
        => Math.Clamp(double.IsFinite(number) ? number : 0, -Largest, Largest).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share, from 0 to 1, as a percentage for an attribute of a drawing.</summary>
    public static string SvgPercent(double share) => Svg(share * 100) + "%";
}
