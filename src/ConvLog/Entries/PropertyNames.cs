namespace ConvLog;

/// <summary>Keeps the property names of one captured object whole and apart: two keys that mend to one name both stay.</summary>
internal struct PropertyNames(LogLimits limits)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public readonly int Count => _taken.Count;

    public readonly string Next(string? name, ref LossSet losses)
    {
        string clean = TextRules.Clean(name ?? "", limits.KeyLength, ref losses);
        string free = clean;
        for (int i = 2; !_taken.Add(free); i++)
        {
            free = FormattableString.Invariant($"{clean}_{i}");
        }

        return free;
    }
}
