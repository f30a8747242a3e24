using System.Collections;
using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>
/// Entries in sequence order, with assertions. A failed assertion throws a <see cref="LogAssertionException"/> that lists the entries.
/// </summary>
public partial class CapturedEntries : IReadOnlyList<LogEntry>
{
    private readonly IReadOnlyList<LogEntry> _entries;

    /// <summary>Makes assertions available for entries from elsewhere, such as <see cref="FunctionEvent.Entries"/>.</summary>
    /// <param name="entries">The entries.</param>
    public CapturedEntries(IEnumerable<LogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = [.. entries];
    }

    /// <summary>The captured entries.</summary>
    public virtual IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>The number of entries.</summary>
    public int Count => Entries.Count;

    /// <summary>The entry at a position, from 0.</summary>
    /// <param name="index">The position.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public LogEntry this[int index] => Entries[index];

    /// <summary>The entries of one level.</summary>
    /// <param name="level">The level.</param>
    public CapturedEntries At(EntryLevel level) => new(Entries.Where(entry => entry.Level == level));

    /// <summary>The entries logged in the calls of one function.</summary>
    /// <param name="functionName">The function's name.</param>
    public CapturedEntries In(string functionName)
    {
        ArgumentNullException.ThrowIfNull(functionName);
        return new(Entries.Where(entry => string.Equals(entry.FunctionEvent?.Name, functionName, StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public IEnumerator<LogEntry> GetEnumerator() => Entries.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lists the entries for an assertion's message.</summary>
    internal virtual string Listed(IReadOnlyList<LogEntry> entries, EntryExpectation? expected = null) => EntryLines.List(entries, expected);

    /// <summary>Lists the entries, one per line, including personal data: for a test's output. Messages of assertions have the same content.</summary>
    public string Describe() => EntryLines.List(Entries);

    /// <summary>Lists the entries, one per line, without personal data; <see cref="Describe"/> includes it.</summary>
    public override string ToString() => EntryLines.ListVisible(Entries);
}
