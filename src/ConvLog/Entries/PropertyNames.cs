namespace ConvLog.Entries;

/// <summary>
/// Keeps the property names of one captured object whole and apart: two keys that mend to one name both stay. Names that come from JSON stay as they are.
/// </summary>
internal struct PropertyNames(LogLimits limits, bool fromJson = false)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public string Next(string? name, ref LossSet losses)
    {
        Count++;
        string clean = TextRules.Clean(name ?? "", limits.KeyLength, ref losses);
        if (fromJson)
        {
            return clean;
        }

        string free = clean;
        for (int i = 2; !_taken.Add(free); i++)
        {
            free = FormattableString.Invariant($"{clean}_{i}");
        }

        return free;
    }
}
