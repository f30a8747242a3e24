using System.Globalization;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// A position among the arrivals: after everything that was committed at one moment. Transactions get their numbers when they begin and end in any order, so a
/// number cannot be such a position: a later commit may have a lower one. Between two moments lies exactly what was committed between them.
/// </summary>
/// <param name="At">When the cursor was created, in ticks: a cursor is valid for an hour.</param>
/// <param name="From">What had been committed by then.</param>
/// <param name="Continuation">Where a page ended before everything committed up to a second moment was returned; null for none.</param>
internal readonly record struct ArrivalCursor(long At, ArrivalSnapshot From, ArrivalContinuation? Continuation)
{
    /// <summary>The first transaction after those that the cursor may include.</summary>
    public long Ends => Math.Max(From.Ends, Continuation?.To.Ends ?? 0);

    /// <summary>Parses a cursor; null if the text is not a cursor.</summary>
    public static ArrivalCursor? Parse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length is not (2 or 5) || ArrivalSnapshot.Number(parts[0]) is not { } at || ArrivalSnapshot.Parse(parts[1]) is not { } from)
        {
            return null;
        }

        if (parts.Length == 2)
        {
            return new ArrivalCursor(at, from, null);
        }

        return ArrivalSnapshot.Parse(parts[2]) is { } to && ArrivalSnapshot.Number(parts[3]) is { } transaction && ArrivalSnapshot.Number(parts[4]) is { } no
            ? new ArrivalCursor(at, from, new ArrivalContinuation(to, transaction, no))
            : null;
    }

    public override string ToString() => Continuation is { } rest
        ? string.Create(CultureInfo.InvariantCulture, $"{At}.{From.Text}.{rest.To.Text}.{rest.Transaction}.{rest.No}")
        : string.Create(CultureInfo.InvariantCulture, $"{At}.{From.Text}");
}
