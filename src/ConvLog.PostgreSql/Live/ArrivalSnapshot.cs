using System.Globalization;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// Which transactions had ended at some moment, as the server tells it (<c>pg_snapshot</c>): all before <paramref name="First"/>, and those before
/// <paramref name="Ends"/> that are not in the list behind them.
/// </summary>
/// <param name="First">The first transaction that was under way.</param>
/// <param name="Ends">The first one that had not begun.</param>
/// <param name="Text">As the server reads it.</param>
internal readonly record struct ArrivalSnapshot(long First, long Ends, string Text)
{
    /// <summary>Reads one; null for what the server would refuse.</summary>
    public static ArrivalSnapshot? Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 3 || Number(parts[0]) is not { } first || Number(parts[1]) is not { } ends || first < 1 || first > ends)
        {
            return null;
        }

        long before = first - 1;
        foreach (string part in parts[2].Length == 0 ? [] : parts[2].Split(','))
        {
            if (Number(part) is not { } running || running <= before || running >= ends)
            {
                return null;
            }

            before = running;
        }

        return new ArrivalSnapshot(first, ends, text);
    }

    /// <summary>
    /// The moment of a read. A replica does not say which transactions are under way, only before which one all have ended: what is behind that waits.
    /// </summary>
    public static ArrivalSnapshot Of(string current, bool isReplica)
    {
        var now = Parse(current) ?? throw new InvalidOperationException($"The server tells its snapshot as '{current}'.");
        return isReplica ? Before(now.First) : now;
    }

    /// <summary>A moment when all transactions before this one had ended, and neither it nor a later one had.</summary>
    public static ArrivalSnapshot Before(long transaction)
        => new(transaction, transaction, string.Create(CultureInfo.InvariantCulture, $"{transaction}:{transaction}:"));

    /// <summary>A number without sign; null for what is none.</summary>
    public static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
