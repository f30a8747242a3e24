using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>Assertions on one entry, such as the result of <see cref="CapturedEntries.ShouldContain(EntryLevel, string, LogField[])"/>.</summary>
public static class LogEntryAssertions
{
    /// <summary>Asserts that an entry has these fields; it may have others.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="fields">The fields, at least one, compared as by <see cref="CapturedEntries.ShouldContain(EntryLevel, string, LogField[])"/>.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="ArgumentException">There is no field, so that the assertion would always hold.</exception>
    /// <exception cref="LogAssertionException">A field is missing, or has another value or mask.</exception>
    public static LogEntry ShouldHave(this LogEntry entry, params LogField[] fields)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ExpectationGuard.ThrowIfNone(fields);
        var expected = ExpectedFields.OfEntry(fields);
        return expected.Difference(entry) is { } difference
            ? throw new LogAssertionException($"Expected an entry with {expected}, but {difference}. It is:\n  {EntryLines.Line(entry)}")
            : entry;
    }

    /// <summary>Asserts that an entry has no field with this key.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="key">The key.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="LogAssertionException">It has such a field.</exception>
    public static LogEntry ShouldNotHave(this LogEntry entry, string key)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(key);
        return TryGetField(entry, key, out _)
            ? throw new LogAssertionException($"Expected an entry without {key}, but it has it. It is:\n  {EntryLines.Line(entry)}")
            : entry;
    }

    /// <summary>
    /// Asserts that all values of these keys are personal: hidden from readers without the permission by the field, or with the whole entry. A mask that
    /// repeats the whole value does not hide it.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="keys">The keys; none asserts that the whole entry is personal.</param>
    /// <returns>The same entry.</returns>
    /// <exception cref="LogAssertionException">Such a reader sees one of the values, or the entry lacks it.</exception>
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

    // Finds the key as given, or under the name that the entry uses for it.
    private static bool TryGetField(LogEntry entry, string key, out LogField field)
        => entry.Fields.TryGetField(key, out field) || entry.Fields.TryGetField(CapturedValues.KeyOfEntry(key), out field);

    // The default mask is the same for all values: a value that happens to be part of it is not revealed.
    private static bool Repeats(LogField field)
        => field is { Value: not null, Shown: not MaskedText.Redacted }
            && CapturedValues.Text(field) is { Length: > 0 } value && field.Shown!.Contains(value, StringComparison.Ordinal);
}
