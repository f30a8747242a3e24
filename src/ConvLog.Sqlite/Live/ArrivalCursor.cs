using System.Globalization;

namespace ConvLog.Sqlite.Live;

/// <summary>A position among the arrivals: a row, and the number of its conversations that were already returned.</summary>
/// <param name="No">The row; 0 for the position before the first one.</param>
/// <param name="At">When it was written: a row with this number and another time belongs to another file, or to a restored one.</param>
/// <param name="Returned">How many of its conversations were returned.</param>
internal readonly record struct ArrivalCursor(long No, long At, int Returned)
{
    /// <summary>A position that no row ever has: a reader that continues from it gets a gap.</summary>
    public static ArrivalCursor Invalid { get; } = new(long.MaxValue, 0, 0);

    /// <summary>Parses a cursor; null if the text is not one.</summary>
    public static ArrivalCursor? Parse(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 3 && Number(parts[0]) is { } no && Number(parts[1]) is { } at && Number(parts[2]) is { } taken and <= int.MaxValue
            ? new ArrivalCursor(no, at, (int)taken)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{No}.{At}.{Returned}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
