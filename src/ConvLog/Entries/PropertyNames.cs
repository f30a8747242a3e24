namespace ConvLog.Entries;

/// <summary>Keeps the property names of one captured object valid and distinct: two keys that are corrected to the same name are both kept.</summary>
/// <param name="limits">The limits.</param>
/// <param name="areApart">Whether the names are distinct already, or may repeat, as in JSON, and are kept as they are.</param>
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
