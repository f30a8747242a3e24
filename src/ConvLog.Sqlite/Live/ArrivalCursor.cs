using System.Globalization;

namespace ConvLog.Sqlite.Live;

/// <summary>A place among the arrivals: in a row, behind so many of its conversations.</summary>
/// <param name="No">The row; 0 for before the first one.</param>
/// <param name="At">When it was written: a row of that number and another time is of another file, or of one that was put back.</param>
/// <param name="Taken">How many of its conversations were told.</param>
internal readonly record struct ArrivalCursor(long No, long At, int Taken)
{
    /// <summary>A place that no row ever has: who goes on from it is told of a gap.</summary>
    public static ArrivalCursor Nowhere { get; } = new(long.MaxValue, 0, 0);

    /// <summary>Reads one; null for what is none.</summary>
    public static ArrivalCursor? Parse(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 3 && Number(parts[0]) is { } no && Number(parts[1]) is { } at && Number(parts[2]) is { } taken and <= int.MaxValue
            ? new ArrivalCursor(no, at, (int)taken)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{No}.{At}.{Taken}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
