using System.Runtime.CompilerServices;
using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

public partial class CapturedEntries
{
    /// <summary>Asserts that there is a matching entry.</summary>
    /// <remarks>
    /// A plain field, <c>("email", "ada@example.com")</c>, is compared by its whole value, whether or not it is personal. A field with a mask,
    /// <c>LogField.Pii("email", "ada@example.com", shown: "a***")</c>, is compared by its mask as well: what a reader without the permission sees. Without
    /// <c>shown</c>, that is <see cref="MaskedText.Redacted"/>. The mask is the field's own: whether the entry is hidden as a whole is expected with
    /// <c>isPii</c>.
    /// </remarks>
    /// <param name="level">Its level.</param>
    /// <param name="content">Its message, exactly.</param>
    /// <param name="fields">Fields it must have, with these values and masks; it may have others.</param>
    /// <returns>The first matching entry.</returns>
    /// <exception cref="LogAssertionException">There is none.</exception>
    public LogEntry ShouldContain(EntryLevel level, string content, params LogField[] fields)
        => First(Expected(level, content, isPii: null, fields));

    /// <summary>Asserts that there is a matching entry, personal or not.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="content">Its message, exactly.</param>
    /// <param name="isPii">Whether the whole entry is hidden from readers without the permission.</param>
    /// <param name="fields">Fields it must have, with these values and masks; it may have others.</param>
    /// <returns>The first matching entry.</returns>
    /// <exception cref="LogAssertionException">There is none.</exception>
    public LogEntry ShouldContain(EntryLevel level, string content, bool isPii, params LogField[] fields)
        => First(Expected(level, content, isPii, fields));

    /// <summary>Asserts that there is a matching entry.</summary>
    /// <param name="predicate">Whether an entry matches.</param>
    /// <param name="description">The expectation, for the message; by default the source of <paramref name="predicate"/>.</param>
    /// <returns>The first matching entry.</returns>
    /// <exception cref="LogAssertionException">There is none.</exception>
    public LogEntry ShouldContain(Func<LogEntry, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string? description = null)
        => First(new EntryExpectation(predicate, EntryExpectation.With(description)));

    /// <summary>Asserts that there is exactly one matching entry.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="content">Its message, exactly.</param>
    /// <param name="fields">Fields it must have, with these values and masks; it may have others.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="LogAssertionException">There is none, or more than one.</exception>
    public LogEntry ShouldContainOnce(EntryLevel level, string content, params LogField[] fields)
        => Only(Expected(level, content, isPii: null, fields));

    /// <summary>Asserts that there is exactly one matching entry, personal or not.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="content">Its message, exactly.</param>
    /// <param name="isPii">Whether the whole entry is hidden from readers without the permission.</param>
    /// <param name="fields">Fields it must have, with these values and masks; it may have others.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="LogAssertionException">There is none, or more than one.</exception>
    public LogEntry ShouldContainOnce(EntryLevel level, string content, bool isPii, params LogField[] fields)
        => Only(Expected(level, content, isPii, fields));

    /// <summary>Asserts that there is exactly one matching entry.</summary>
    /// <param name="predicate">Whether an entry matches.</param>
    /// <param name="description">The expectation, for the message; by default the source of <paramref name="predicate"/>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="LogAssertionException">There is none, or more than one.</exception>
    public LogEntry ShouldContainOnce(Func<LogEntry, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string? description = null)
        => Only(new EntryExpectation(predicate, EntryExpectation.With(description)));

    /// <summary>Asserts that entries with these messages were logged in this order; there may be others between them.</summary>
    /// <param name="contents">The messages, exactly; at least one.</param>
    /// <exception cref="ArgumentException">There is no message, so that the assertion would always hold.</exception>
    /// <exception cref="LogAssertionException">One of them is missing, or not after the previous one.</exception>
    public void ShouldContainInOrder(params string[] contents)
    {
        ExpectationGuard.ThrowIfNone(contents);
        var entries = Entries;
        int next = 0;
        for (int found = 0; found < contents.Length; found++)
        {
            while (next < entries.Count && !string.Equals(entries[next].Content, contents[found], StringComparison.Ordinal))
            {
                next++;
            }

            if (next++ >= entries.Count)
            {
                string place = found == 0 ? "" : $" after {EntryLines.Quoted(contents[found - 1])}";
                throw new LogAssertionException($"Expected an entry {EntryLines.Quoted(contents[found])}{place}, but there is none. {Listed(entries)}");
            }
        }
    }

    /// <summary>Asserts that there is no entry with this message, at any level.</summary>
    /// <param name="content">The message, exactly.</param>
    /// <exception cref="LogAssertionException">There is one.</exception>
    public void ShouldNotContain(string content) => None(Expected(level: null, content, isPii: null));

    /// <summary>Asserts that there is no matching entry.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="content">Its message, exactly.</param>
    /// <param name="fields">Fields, with these values. A field with a mask matches only an entry with that mask: to assert that a value does not occur
    /// in any form, use a plain field.</param>
    /// <exception cref="LogAssertionException">There is one.</exception>
    public void ShouldNotContain(EntryLevel level, string content, params LogField[] fields) => None(Expected(level, content, isPii: null, fields));

    /// <summary>Asserts that there is no matching entry.</summary>
    /// <param name="predicate">Whether an entry matches.</param>
    /// <param name="description">The unexpected entry, for the message; by default the source of <paramref name="predicate"/>.</param>
    /// <exception cref="LogAssertionException">There is one.</exception>
    public void ShouldNotContain(Func<LogEntry, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string? description = null)
        => None(new EntryExpectation(predicate, EntryExpectation.With(description)));

    /// <summary>Asserts that no error was logged.</summary>
    /// <exception cref="LogAssertionException">There is an error.</exception>
    public void ShouldHaveNoErrors() => None(new EntryExpectation(EntryLevel.Error, content: null, isPii: null));

    /// <summary>Asserts that neither a warning nor an error was logged.</summary>
    /// <exception cref="LogAssertionException">There is a warning or an error.</exception>
    public void ShouldHaveNoWarningsOrErrors() => None(new EntryExpectation(static entry => entry.Level > EntryLevel.Info, "at Warning or Error"));

    /// <summary>Asserts the number of entries.</summary>
    /// <param name="count">The expected number.</param>
    /// <exception cref="LogAssertionException">The number of entries is not <paramref name="count"/>.</exception>
    public void ShouldHaveCount(int count)
    {
        var entries = Entries;
        if (entries.Count != count)
        {
            throw new LogAssertionException(
                $"Expected {EntryLines.Number(count)}, but there {EntryLines.CountWithVerb(entries.Count)}. {Listed(entries)}");
        }
    }

    /// <summary>Asserts that there are no entries.</summary>
    /// <exception cref="LogAssertionException">There is an entry.</exception>
    public void ShouldBeEmpty() => ShouldHaveCount(0);

    // Rejects null: otherwise it would match any message.
    private static EntryExpectation Expected(EntryLevel? level, string content, bool? isPii, params LogField[] fields)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fields);
        return new EntryExpectation(level, content, isPii, fields);
    }

    private LogEntry First(EntryExpectation expected)
    {
        var entries = Entries;
        return entries.FirstOrDefault(expected.IsMetBy)
            ?? throw new LogAssertionException($"Expected an entry {expected}, but there is none. {Listed(entries, expected)}");
    }

    private LogEntry Only(EntryExpectation expected)
    {
        var entries = Entries;
        List<LogEntry> met = [.. entries.Where(expected.IsMetBy)];
        return met.Count switch
        {
            1 => met[0],
            0 => throw new LogAssertionException($"Expected exactly one entry {expected}, but there is none. {Listed(entries, expected)}"),
            _ => throw new LogAssertionException(
                $"Expected exactly one entry {expected}, but there are {EntryLines.Number(met.Count)}. {Listed(entries, expected)}"),
        };
    }

    private void None(EntryExpectation unexpected)
    {
        var entries = Entries;
        if (entries.Any(unexpected.IsMetBy))
        {
            throw new LogAssertionException($"Expected no entry {unexpected}, but there is one. {Listed(entries)}");
        }
    }
}
