using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Entries;

/// <summary>Converts the arguments of a log call to the contents of an entry: valid keys and snapshots of values, truncated at the limits.</summary>
internal sealed partial class EntryCapture(LogLimits limits, JsonTypes types, bool keepsText = true, ILogger? logger = null)
{
    private static int s_undescribedTold;

    // Keys are remembered only if they are also within this conversation's limit.
    private readonly bool _remembersKeys = limits.KeyLength >= KeyShapes.LongestKey;

    public LogLimits Limits { get; } = limits;

    /// <summary>Whether texts are kept; see <see cref="Recording.MetadataOnly"/>.</summary>
    public bool KeepsText => keepsText;

    /// <summary>Truncates a message at its limit; null becomes empty.</summary>
    public string Content(string? message, ref LossSet losses)
        => string.IsNullOrEmpty(message) ? "" : !keepsText ? MaskedText.NotRecorded
            : message.Length <= Limits.TextLength ? message : TextRules.Clean(message, Limits.TextLength, ref losses);

    /// <summary>Sanitizes a text that may have a masked form.</summary>
    public MaskedText Text(MaskedText text) => Text(text, Limits.TextLength);

    /// <summary>Sanitizes a text that may have a masked form, within a given limit.</summary>
    public MaskedText Text(MaskedText text, int limit)
    {
        if (!keepsText)
        {
            return text.IsEmpty ? default : MaskedText.NotRecorded;
        }

        LossSet ignored = default;
        string full = TextRules.Clean(text.Text, limit, ref ignored);
        return text.IsMasked && full.Length > 0 ? new MaskedText(full, TextRules.Clean(text.Shown, limit, ref ignored)) : full;
    }

    /// <summary>Captures the fields of one entry.</summary>
    /// <param name="fields">A copy of the caller's fields, changed in place if that suffices.</param>
    /// <param name="contentLength">The part of the entry's size that the message uses.</param>
    /// <param name="isPii">Set if a field marks the whole entry as personal.</param>
    /// <param name="losses">Collects truncations.</param>
    public LogField[]? Fields(LogField[]? fields, int contentLength, ref bool isPii, ref CaptureLosses losses)
    {
        if (fields is null || fields.Length == 0)
        {
            return null;
        }

        if (!keepsText)
        {
            foreach (ref readonly var field in fields.AsSpan())
            {
                isPii |= KeyRules.MakesEntryPii(field);
            }

            return null;
        }

        bool keysAreKnown = _remembersKeys && fields.Length <= Limits.FieldsPerEntry && KeyShapes.Contains(fields);
        if (keysAreKnown && ValuesNeedNothing(fields, Limits.EntrySize - contentLength))
        {
            return fields;
        }

        int given = fields.Length;
        fields = CaptureValues(fields, contentLength, ref losses);
        return keysAreKnown && fields.Length == given ? fields : CheckKeys(fields, ref isPii, ref losses);
    }

    // Scalars need nothing: their tag is their type. Nor does text within its limit: a lone surrogate in it is replaced when it is read.
    private bool ValuesNeedNothing(LogField[] fields, int budget)
    {
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (field.IsScalar)
            {
                continue;
            }

            if (!field.IsText(out int length) || length > Limits.TextLength)
            {
                return false;
            }

            budget -= length;
        }

        return budget >= 0;
    }

    private LogField[] CaptureValues(LogField[] fields, int contentLength, ref CaptureLosses losses)
    {
        long visibleSize = contentLength;
        long personalSize = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].HasOwnShown)
            {
                CaptureShown(ref fields[i], ref losses);
            }

            if (fields[i].Kind != FieldKind.Reference)
            {
                continue;
            }

            if (fields[i].Reference is Exception)
            {
                fields = ExceptionFields.ExpandAt(fields, i);
            }

            ref var field = ref fields[i];
            int size = CaptureReference(ref field, ref losses);
            (field.IsPii ? ref personalSize : ref visibleSize) += size;
        }

        if (Math.Max(visibleSize, personalSize) > Limits.EntrySize)
        {
            EntrySize.Shrink(fields, Limits.EntrySize - contentLength, Limits, ref losses);
        }

        return fields;
    }

    private LogField[] CheckKeys(LogField[] fields, ref bool isPii, ref CaptureLosses losses)
    {
        bool arePlain = fields.Length <= Limits.FieldsPerEntry;
        for (int i = 0; i < fields.Length; i++)
        {
            isPii |= KeyRules.MakesEntryPii(fields[i]);
            arePlain = arePlain && IsPlain(fields[i].RawKey) && !IsRepeated(fields, i);
        }

        if (!arePlain)
        {
            return NormalizeKeys(fields, isEntry: true, ref losses);
        }

        if (_remembersKeys)
        {
            KeyShapes.Add(fields);
        }

        return fields;
    }

    // A key that may make an entry personal always takes the slow path, because it depends on the value.
    private bool IsPlain(string? key)
        => !string.IsNullOrEmpty(key) && key.Length <= Math.Min(KeyShapes.LongestKey, Limits.KeyLength) && !char.IsWhiteSpace(key[0])
        && !KeyRules.IsReserved(key) && !KeyRules.MayMakeEntryPii(key) && !TextRules.HasLoneSurrogate(key);

    private static bool IsRepeated(LogField[] fields, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (string.Equals(fields[i].RawKey, fields[index].RawKey, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // The masked form of a personal value is visible, and is treated like other text.
    private void CaptureShown(ref LogField field, ref CaptureLosses losses)
    {
        string shown = field.Shown!;
        string kept = TextRules.Clean(shown, Limits.TextLength, ref losses.Visible);
        field = ReferenceEquals(kept, shown) ? field : field.WithOwnShown(kept);
    }

    private int CaptureReference(ref LogField field, ref CaptureLosses losses)
    {
        object reference = field.Reference!;
        if (reference is JsonFragment captured)
        {
            return captured.Length;
        }

        // Immutable, and sealed or exactly this type, so the object itself is kept.
        if (ValueSnapshot.KeptText(reference) is { } own && own.Length <= Limits.TextLength)
        {
            return own.Length;
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
            kept = snapshot.Capture(reference, ref cut);
            field = snapshot.ContainsPersonalData ? field.AsPii() : field;
            if (snapshot.Undescribed is { } type && Interlocked.Exchange(ref s_undescribedTold, 1) == 0)
            {
                LogUndescribed(logger ?? NullLogger.Instance, type);
            }
        }

        if (!ReferenceEquals(kept, reference))
        {
            field = field.WithReference(kept);
        }

        losses.Add(cut, field.IsPii);
        return kept is JsonFragment json ? json.Length : ((string)kept).Length;
    }

    // The slow path for rare cases: too many fields, or a key that is missing, reserved, too long, invalid or repeated.
    private LogField[] NormalizeKeys(LogField[] fields, bool isEntry, ref CaptureLosses losses)
    {
        var kept = new List<LogField>(Math.Min(fields.Length, Limits.FieldsPerEntry + 1));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int missing = 0;
        int cut = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            string key = NormalizeKey(field.RawKey, isEntry, ref missing, ref losses.Visible);
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
            LogField mark = ("fields_cut", cut);
            if (places.TryGetValue(mark.Key, out int place))
            {
                kept[place] = mark;
            }
            else
            {
                kept.Add(mark);
            }
        }

        return [.. kept];
    }

    // Keys reserved for an entry are ordinary names among a function's arguments.
    private string NormalizeKey(string? key, bool isEntry, ref int missing, ref LossSet losses)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            missing++;
            return missing == 1 ? KeyRules.Missing : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{KeyRules.Missing}{missing}");
        }

        string clean = TextRules.Clean(key, Limits.KeyLength, ref losses);
        return isEntry && KeyRules.IsReserved(clean) ? "field_" + clean : clean;
    }

    [LoggerMessage(66, LogLevel.Warning, "An object of type {Type} is logged as the name of its type: the program has reflection for JSON turned off, as "
        + "trimmed and native programs and file-based ones (dotnet run app.cs) have. Set JsonSerializerIsReflectionEnabledByDefault to true, in a file by the line "
        + "#:property JsonSerializerIsReflectionEnabledByDefault=true, or describe the type with JsonTypes. This is reported once.")]
    private static partial void LogUndescribed(ILogger logger, Type type);
}
