namespace ConvLog.Entries;

/// <summary>
/// Brings an entry that is too large down to its size: values are cut in order, so what came first survives. Personal values have a budget of their own, as the
/// length of one must not decide what is left of a value that everyone sees.
/// </summary>
internal static class EntrySize
{
    private const int Mark = 64;

    public static void Shrink(Span<LogField> fields, long visibleBudget, long personalBudget, ref CaptureLosses losses)
    {
        foreach (ref var field in fields)
        {
            bool isPii = field.IsPii;
            ref long budget = ref isPii ? ref personalBudget : ref visibleBudget;
            int length = Length(field);
            if (length > budget && length > Mark)
            {
                field = field.WithReference(Cut(field, length, budget));
                LossSet cut = default;
                cut.Add(LossReason.EntrySize);
                losses.Add(cut, isPii);
            }

            budget -= Length(field);
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

    private static string Cut(in LogField field, int length, long budget) => field.Reference is string text
        ? TextRules.Cut(text, (int)Math.Clamp(budget - Mark, 0, text.Length))
        : FormattableString.Invariant($"[cut, {length} bytes of JSON]");

    private static int Length(in LogField field) => field.Kind != FieldKind.Reference ? 0 : field.Reference switch
    {
        string text => text.Length,
        JsonFragment json => json.Length,
        { } other => ValueSnapshot.KeptText(other)?.Length ?? 0,
        null => 0,
    };
}
