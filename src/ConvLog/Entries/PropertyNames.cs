namespace ConvLog.Entries;

/// <summary>Keeps the property names of one captured object whole and apart: two keys that mend to one name both stay.</summary>
/// <param name="limits">The limits.</param>
/// <param name="areApart">Whether they are apart already, or may repeat, as in JSON: they stay as they are.</param>
internal struct PropertyNames(LogLimits limits, bool areApart = false)
{
    private readonly HashSet<string>? _taken = areApart ? null : new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public string Next(string? name, ref LossSet losses)
    {
        Count++;
        string clean = TextRules.Clean(name ?? "", limits.KeyLength, ref losses);
        string free = clean;
        for (int i = 2; _taken?.Add(free) == false; i++)
        {
            free = FormattableString.Invariant($"{clean}_{i}");
        }

        return free;
    }
}
