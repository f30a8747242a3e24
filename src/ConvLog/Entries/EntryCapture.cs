using System.Runtime.CompilerServices;

namespace ConvLog;

/// <summary>Turns what a caller passed into what an entry keeps: mended keys, snapshots of values, cut at the limits.</summary>
internal sealed partial class EntryCapture(LogLimits limits, JsonTypes types)
{
    public LogLimits Limits { get; } = limits;

    /// <summary>Brings a message within its limit; null becomes empty.</summary>
    public string Content(string? message, ref LossSet losses)
        => message is null ? "" : message.Length <= Limits.TextLength ? message : TextRules.Clean(message, Limits.TextLength, ref losses);

    /// <summary>Cleans a text that is shown to some as it is and to others masked.</summary>
    public MaskedText Text(MaskedText text)
    {
        LossSet ignored = default;
        string full = TextRules.Clean(text.Text, Limits.TextLength, ref ignored);
        return text.IsMasked ? new MaskedText(full, TextRules.Clean(text.Shown, Limits.TextLength, ref ignored)) : full;
    }

    /// <summary>Captures the fields of one entry.</summary>
    /// <param name="fields">The caller's fields, copied and owned; changed in place where that suffices.</param>
    /// <param name="contentLength">What the message already takes of the entry's size.</param>
    /// <param name="isPii">Set where a field says that the whole entry is personal.</param>
    /// <param name="losses">Gathers what was cut.</param>
    public LogField[]? Fields(LogField[]? fields, int contentLength, ref bool isPii, ref CaptureLosses losses)
    {
        if (fields is null || fields.Length == 0)
        {
            return null;
        }

        ulong seen = 0;
        bool unusual = fields.Length > Limits.FieldsPerEntry;
        long visibleSize = contentLength;
        long personalSize = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            ref var field = ref fields[i];
            if (field.RawKey is { Length: > 0 } key)
            {
                // Keys are compared with those before only where two share a bit of their fingerprints.
                uint fingerprint = PlainKeys.Fingerprint(key);
                ulong bit = 1UL << (int)fingerprint;
                unusual |= key.Length > Limits.KeyLength || ((seen & bit) != 0 && IsRepeated(fields, i));
                seen |= bit;
                if (!PlainKeys.Contains(key, fingerprint))
                {
                    CheckKey(field, fingerprint, ref unusual, ref isPii);
                }
            }
            else
            {
                unusual = true;
            }

            // Scalars are done: their tag is their type. A visible text within its limit is, too: it is mended where it is read.
            object value = field.RawValue!;
            if (value.GetType() == typeof(FieldTag))
            {
                continue;
            }

            if (value is string text && text.Length <= Limits.TextLength && !field.IsPii)
            {
                visibleSize += text.Length;
                continue;
            }

            if (field.Kind == FieldKind.Reference)
            {
                if (field.Reference is Exception)
                {
                    fields = ExceptionFields.ExpandAt(fields, i);
                    unusual |= fields.Length > Limits.FieldsPerEntry;
                    seen = ulong.MaxValue; // The new keys may meet keys already passed.
                    field = ref fields[i];
                }

                int size = CaptureReference(ref field, ref losses);
                (field.IsPii ? ref personalSize : ref visibleSize) += size;
            }
        }

        if (Math.Max(visibleSize, personalSize) > Limits.EntrySize)
        {
            EntrySize.Shrink(fields, Limits.EntrySize - contentLength, Limits.EntrySize, ref losses);
        }

        return unusual ? MendKeys(fields, ref losses) : fields;
    }

    private static bool IsRepeated(LogField[] fields, int index)
    {
        string key = fields[index].Key;
        for (int i = 0; i < index; i++)
        {
            if (string.Equals(fields[i].Key, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckKey(in LogField field, uint fingerprint, ref bool unusual, ref bool isPii)
    {
        string key = field.Key;
        bool needsMending = key.Length > Limits.KeyLength || KeyRules.IsReserved(key) || char.IsWhiteSpace(key[0]) || TextRules.HasLoneSurrogate(key);
        unusual |= needsMending;
        if (KeyRules.MayMakeEntryPii(key))
        {
            isPii |= KeyRules.MakesEntryPii(field);
        }
        else if (!needsMending)
        {
            PlainKeys.Add(key, fingerprint);
        }
    }

    private int CaptureReference(ref LogField field, ref CaptureLosses losses)
    {
        object reference = field.Reference!;
        if (reference is JsonFragment captured)
        {
            return captured.Length;
        }

        LossSet cut = default;
        object kept;
        if (reference is string text)
        {
            kept = TextRules.Clean(text, Limits.TextLength, ref cut);
        }
        else
        {
            var snapshot = new ValueSnapshot(Limits, types);
            kept = snapshot.Take(reference, ref cut);
            field = snapshot.HoldsPersonalData ? field.AsPii() : field;
        }

        if (!ReferenceEquals(kept, reference))
        {
            field = field.WithReference(kept);
        }

        losses.Add(cut, field.IsPii);
        return kept is JsonFragment json ? json.Length : ((string)kept).Length;
    }

    // Rare and therefore plain: too many fields, or a key that is missing, reserved, too long, broken or there twice.
    private LogField[] MendKeys(LogField[] fields, ref CaptureLosses losses)
    {
        var kept = new List<LogField>(Math.Min(fields.Length, Limits.FieldsPerEntry + 1));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int missing = 0;
        int cut = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            string key = MendKey(field.RawKey, ref missing, ref losses.Visible);
            if (places.TryGetValue(key, out int place))
            {
                kept[place] = field.WithKey(key);
            }
            else if (kept.Count < Limits.FieldsPerEntry)
            {
                places[key] = kept.Count;
                kept.Add(field.WithKey(key));
            }
            else
            {
                cut++;
            }
        }

        if (cut > 0)
        {
            losses.Visible.Add(LossReason.FieldCount);
            kept.Add(("fields_cut", cut));
        }

        return [.. kept];
    }

    private string MendKey(string? key, ref int missing, ref LossSet losses)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            missing++;
            return missing == 1 ? KeyRules.Missing : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{KeyRules.Missing}{missing}");
        }

        string clean = TextRules.Clean(key, Limits.KeyLength, ref losses);
        return KeyRules.IsReserved(clean) ? "field_" + clean : clean;
    }
}
