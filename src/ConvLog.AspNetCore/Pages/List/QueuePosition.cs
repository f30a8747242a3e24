using System.Globalization;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The position of a conversation in the list from which it was opened, stored in its address: it is counted when the list is shown, and needs no query
/// while working through the list, whose conversations may no longer match after they were read.
/// </summary>
/// <param name="Number">The position, from 1.</param>
/// <param name="Total">The number of conversations; 0 if they were not counted.</param>
internal sealed record QueuePosition(int Number, int Total)
{
    private const char Separator = '-';

    /// <summary>The previous position; null for none.</summary>
    public QueuePosition? Previous => Number > 1 ? this with { Number = Number - 1 } : null;

    /// <summary>The next position; null for none.</summary>
    public QueuePosition? Next => Total == 0 || Number < Total ? this with { Number = Number + 1 } : null;

    /// <summary>Parses the position in an address; null for none.</summary>
    public static QueuePosition? Of(string? text)
    {
        string[] parts = text?.Split(Separator) ?? [];
        return parts.Length == 2 && Parse(parts[0]) is { } number and > 0 && Parse(parts[1]) is { } total && (total == 0 || number <= total)
            ? new QueuePosition(number, total) : null;
    }

    /// <summary>The text for an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Separator}{Total}");

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
