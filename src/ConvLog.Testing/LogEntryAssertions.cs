using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>Assertions on one entry, such as <see cref="CapturedEntries.ShouldContain(EntryLevel, string, LogField[])"/> returns it.</summary>
public static class LogEntryAssertions
{
    /// <summary>Asserts that an entry has these fields; it may have others.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="fields">The fields, at least one, compared as <see cref="CapturedEntries.ShouldContain(EntryLevel, string, LogField[])"/> does.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="ArgumentException">There is no field, so that nothing would be asserted.</exception>
    /// <exception cref="LogAssertionException">It lacks one, or has it with another value or mask.</exception>
    public static LogEntry ShouldHave(this LogEntry entry, params LogField[] fields)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Nothing.ThrowIfNone(fields);
        var expected = ExpectedFields.OfEntry(fields);
        return expected.Difference(entry) is { } difference
            ? throw new LogAssertionException($"Expected an entry with {expected}, but {difference}. It is:\n  {EntryLines.Line(entry)}")
            : entry;
    }

    /// <summary>Asserts that an entry has no field of this key.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="key">The key.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="LogAssertionException">It has one.</exception>
    public static LogEntry ShouldNotHave(this LogEntry entry, string key)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(key);
        return TryGetField(entry, key, out _)
            ? throw new LogAssertionException($"Expected an entry without {key}, but it has it. It is:\n  {EntryLines.Line(entry)}")
            : entry;
    }

    /// <summary>
    /// Asserts that everything under these keys is personal: hidden from readers without the permission by the field, or with the whole entry. A mask that
    /// repeats the whole value hides nothing.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="keys">The keys; none asserts that the whole entry is personal.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="LogAssertionException">Such a reader gets one of the values, or the entry lacks it.</exception>
    public static LogEntry ShouldBePersonal(this LogEntry entry, params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Length == 0 && !entry.IsPii)
        {
            throw new LogAssertionException($"Expected a personal entry, but everyone may see it. It is:\n  {EntryLines.Line(entry)}");
        }

        foreach (string key in keys)
        {
            string? problem = !TryGetField(entry, key, out var field) ? "it is not there"
                : entry.IsPii ? null
                : !field.IsPii ? "everyone may see it"
                : Repeats(field) ? $"everyone sees it in its mask, {EntryLines.Quoted(field.Shown!)}" : null;
            if (problem is not null)
            {
                throw new LogAssertionException($"Expected that {key} is personal, but {problem}. The entry is:\n  {EntryLines.Line(entry)}");
            }
        }

        return entry;
    }

    // As the entry has the key: as it is, or under another name.
    private static bool TryGetField(LogEntry entry, string key, out LogField field)
        => entry.Fields.TryGetField(key, out field) || entry.Fields.TryGetField(CapturedValues.KeyOfEntry(key), out field);

    // The default mask is the same for all values: one that happens to be a part of it is not revealed.
    private static bool Repeats(LogField field)
        => field is { Value: not null, Shown: not MaskedText.Redacted }
            && CapturedValues.Text(field) is { Length: > 0 } value && field.Shown!.Contains(value, StringComparison.Ordinal);
}
