using System.Globalization;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The position of a conversation in the list that it was opened from, as part of its URL: it was counted when the list was shown, so navigating through the
/// list needs no counting, even if conversations leave the list as they are read.
/// </summary>
/// <param name="Number">The position, from 1.</param>
/// <param name="Total">The number of conversations; 0 if they were not counted.</param>
internal sealed record QueuePlace(int Number, int Total)
{
    private const char Separator = '-';

    /// <summary>The previous position; null if there is none.</summary>
    public QueuePlace? Previous => Number > 1 ? this with { Number = Number - 1 } : null;

    /// <summary>The next position; null if there is none.</summary>
    public QueuePlace? Next => Total == 0 || Number < Total ? this with { Number = Number + 1 } : null;

    /// <summary>The position in a URL; null if it has none.</summary>
    public static QueuePlace? Of(string? text)
    {
        string[] parts = text?.Split(Separator) ?? [];
        return parts.Length == 2 && Parse(parts[0]) is { } number and > 0 && Parse(parts[1]) is { } total && (total == 0 || number <= total)
            ? new QueuePlace(number, total) : null;
    }

    /// <summary>The position as part of a URL.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Separator}{Total}");

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
