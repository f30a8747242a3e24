using System.Globalization;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// The transactions that had ended at some moment, as a <c>pg_snapshot</c> of the server: all before <paramref name="First"/>, and those before
/// <paramref name="Ends"/> that are not in the list that follows them.
/// </summary>
/// <param name="First">The first running transaction.</param>
/// <param name="Ends">The first transaction that had not begun.</param>
/// <param name="Text">The snapshot in the server's text format.</param>
internal readonly record struct ArrivalSnapshot(long First, long Ends, string Text)
{
    /// <summary>Parses a snapshot; null for text that the server would reject.</summary>
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
    /// The moment of a read. A replica does not say which transactions are running, only before which one all have ended: later ones are read later.
    /// </summary>
    public static ArrivalSnapshot Of(string current, bool isReplica)
    {
        var now = Parse(current) ?? throw new InvalidOperationException($"The server tells its snapshot as '{current}'.");
        return isReplica ? Before(now.First) : now;
    }

    /// <summary>A moment when all transactions before this one had ended, and neither it nor a later one had.</summary>
    public static ArrivalSnapshot Before(long transaction)
        => new(transaction, transaction, string.Create(CultureInfo.InvariantCulture, $"{transaction}:{transaction}:"));

    /// <summary>Parses a number without sign; null if the text is not one.</summary>
    public static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
