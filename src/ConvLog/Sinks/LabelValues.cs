namespace ConvLog.Sinks;

/// <summary>
/// Bounds the values of a metric's label. Each value is a series, which exporters and servers keep in memory. The first that come are kept, which are those
/// that the program has; further ones are one value together. Thread-safe.
/// </summary>
internal sealed class LabelValues
{
    /// <summary>Stands for all further values, as in the semantic conventions.</summary>
    public const string Other = "_OTHER";

    /// <summary>How many values are kept.</summary>
    public const int Most = 200;

    private const int LongestValue = 256;

    private readonly Lock _adding = new();

    // Replaced as a whole: it is read at each measurement, and changes a few times in the life of a program.
    private volatile HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The value, or <see cref="Other"/>; null for null.</summary>
    public string? Bound(string? value)
        => value is null || _known.Contains(value) ? value : value.Length <= LongestValue && Add(value) ? value : Other;

    private bool Add(string value)
    {
        lock (_adding)
        {
            if (_known.Count == Most)
            {
                return _known.Contains(value);
            }

            _known = new HashSet<string>(_known, StringComparer.Ordinal) { value };
            return true;
        }
    }
}
