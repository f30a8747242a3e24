namespace ConvLog.Entries;

/// <summary>
/// Brings an entry that is too large down to its size: each value has its share, so a large one is cut and leaves the others whole. Personal values have a
/// budget of their own, as the length of one must not decide what is left of a value that everyone sees.
/// </summary>
internal static class EntrySize
{
    private const int Mark = 64;

    /// <summary>Cuts values that are larger than their share.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="visible">What those that are not personal may take, about.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="losses">Gathers what was cut.</param>
    public static void Shrink(Span<LogField> fields, long visible, LogLimits limits, ref CaptureLosses losses)
    {
        long visibleShare = Share(fields, isPii: false, visible);
        long personalShare = Share(fields, isPii: true, limits.EntrySize);
        foreach (ref var field in fields)
        {
            bool isPii = field.IsPii;
            long share = isPii ? personalShare : visibleShare;
            if (Length(field) is var length && length > share && length > Mark)
            {
                field = field.WithReference(Cut(field, length, (int)Math.Max(share - Mark, 0), limits));
                LossSet cut = default;
                cut.Add(LossReason.EntrySize);
                losses.Add(cut, isPii);
            }
        }
    }

    // What the smaller ones leave is divided among the others.
    private static long Share(ReadOnlySpan<LogField> fields, bool isPii, long budget)
    {
        for (long share = 0; ;)
        {
            (long left, int larger) = (budget, 0);
            foreach (ref readonly var field in fields)
            {
                int length = field.IsPii == isPii ? Length(field) : 0;
                (left, larger) = length > share ? (left, larger + 1) : (left - length, larger);
            }

            long next = larger == 0 ? long.MaxValue : Math.Max(left, 0) / larger;
            if (next <= share || larger == 0)
            {
                return next;
            }

            share = next;
        }
    }

    /// <summary>About how many characters fields hold.</summary>
    public static int Of(ReadOnlySpan<LogField> fields)
    {
        int length = 0;
        foreach (ref readonly var field in fields)
        {
            length += Length(field);
        }

        return length;
    }

    private static object Cut(in LogField field, int length, int share, LogLimits limits)
    {
        switch (field.Reference)
        {
            case string text: return TextRules.Cut(text, Math.Min(share, text.Length));
            case JsonFragment json when new ValueSnapshot(limits, JsonTypes.Of(resolver: null, ObjectReflection.None), share).Cut(json.ToElement()) is var cut
                && cut.Length <= share + (4 * Mark): return cut;
            default: return FormattableString.Invariant($"[cut, {length} bytes of JSON]");
        }
    }

    private static int Length(in LogField field) => field.Kind != FieldKind.Reference ? 0 : field.Reference switch
    {
        string text => text.Length,
        JsonFragment json => json.Length,
        { } other => ValueSnapshot.KeptText(other)?.Length ?? 0,
        null => 0,
    };
}
