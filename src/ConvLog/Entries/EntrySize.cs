namespace ConvLog.Entries;

/// <summary>
/// Reduces an entry that is too large: each value has a share of the size, so that a large value is truncated and the others are kept whole. Personal values
/// have a separate budget, because the length of one must not affect how much remains of a visible value.
/// </summary>
internal static class EntrySize
{
    private const int Mark = 64;

    /// <summary>Truncates values that exceed their share.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="visible">The approximate size available to values that are not personal.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="losses">Collects truncations.</param>
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

    // The unused shares of smaller values are divided among the others.
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

    /// <summary>The approximate number of characters in fields.</summary>
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
