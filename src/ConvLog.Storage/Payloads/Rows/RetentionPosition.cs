using System.Globalization;
using System.Runtime.InteropServices;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The position of a retention run: everything before it was processed, including conversations that were kept.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Last">The last activity of the conversation processed last; the lowest value at the start.</param>
/// <param name="Number">The number of that conversation; 0 at the start.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionPosition(RetentionPhase Phase, long Last, long Number)
{
    /// <summary>The start of a phase.</summary>
    public static RetentionPosition At(RetentionPhase phase) => new(phase, long.MinValue, 0);

    /// <summary>Parses the text of <see cref="ToString"/>; null is the start of a run.</summary>
    /// <exception cref="ArgumentException">The text is not a position.</exception>
    public static RetentionPosition Parse(string? text)
    {
        if (text is null)
        {
            return At(default);
        }

        string[] parts = text.Split(' ');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int phase)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long last)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && phase <= (int)RetentionPhase.Access
                ? new RetentionPosition((RetentionPhase)phase, last, number)
                : throw new ArgumentException(
                    $"\"{text}\" is no position in a run of retention. Pass what the batch before returned as Next, or null to begin.", nameof(text));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Phase} {Last} {Number}");
}
