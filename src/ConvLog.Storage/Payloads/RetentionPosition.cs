using System.Globalization;
using System.Runtime.InteropServices;

namespace ConvLog.Storage.Payloads;

/// <summary>Where a run of retention is: everything up to here was looked at, what was kept included.</summary>
/// <param name="Phase">In which part.</param>
/// <param name="Last">The last activity of the conversation that was looked at last; the least to begin.</param>
/// <param name="Number">Its number; 0 to begin.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionPosition(RetentionPhase Phase, long Last, long Number)
{
    /// <summary>Where a part begins.</summary>
    public static RetentionPosition At(RetentionPhase phase) => new(phase, long.MinValue, 0);

    /// <summary>Reads what <see cref="ToString"/> wrote; null is the beginning.</summary>
    /// <exception cref="ArgumentException">It is no position.</exception>
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
