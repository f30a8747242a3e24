using System.Globalization;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The place of a conversation in the list that it was opened from, which its address has: it was counted when the list was shown, and costs nothing on the way
/// through the list, whose conversations may leave it as they are read.
/// </summary>
/// <param name="Number">The place, from 1.</param>
/// <param name="Total">How many there are; 0 where they were not counted.</param>
internal sealed record QueuePlace(int Number, int Total)
{
    private const char Separator = '-';

    /// <summary>The place before it; null where there is none.</summary>
    public QueuePlace? Previous => Number > 1 ? this with { Number = Number - 1 } : null;

    /// <summary>The place after it; null where there is none.</summary>
    public QueuePlace? Next => Total == 0 || Number < Total ? this with { Number = Number + 1 } : null;

    /// <summary>The place of an address; null where it has none.</summary>
    public static QueuePlace? Of(string? text)
    {
        string[] parts = text?.Split(Separator) ?? [];
        return parts.Length == 2 && Parse(parts[0]) is { } number and > 0 && Parse(parts[1]) is { } total && (total == 0 || number <= total)
            ? new QueuePlace(number, total) : null;
    }

    /// <summary>As an address has it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Separator}{Total}");

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
