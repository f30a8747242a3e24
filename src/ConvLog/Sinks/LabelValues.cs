namespace ConvLog.Sinks;

/// <summary>
/// Limits the values of a metric's label. Each value is a time series, which exporters and servers keep in memory. The first values are kept, which are
/// usually those that the program defines; further ones are combined into one. Thread-safe.
/// </summary>
internal sealed class LabelValues
{
    /// <summary>Represents all further values, as in the semantic conventions.</summary>
    public const string Other = "_OTHER";

    /// <summary>The maximum number of values.</summary>
    public const int Most = 200;

    private const int LongestValue = 256;

    private readonly Lock _adding = new();

    // Replaced as a whole: it is read for each measurement, and changes only a few times while a program runs.
    private volatile HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The value, or <see cref="Other"/> beyond the limit; null for null.</summary>
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
