using System.Runtime.CompilerServices;
using ConvLog.Testing.Assertions;
using ConvLog.Testing.Time;

namespace ConvLog.Testing;

/// <content>Waits by notification, without sleeping or polling.</content>
public sealed partial class CapturedLog
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Waiters<LogEntry> _entryWaiters = new();
    private readonly Waiters<FunctionEvent> _functionWaiters = new();

    /// <summary>Waits until there is an entry with this message, at any level.</summary>
    /// <param name="content">The message, exactly.</param>
    /// <param name="timeout">The maximum wait, by the system clock; null for 5 seconds.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The entry: an existing one, or the next.</returns>
    /// <exception cref="LogAssertionException">It was not logged in time; the message lists the entries.</exception>
    public Task<LogEntry> WaitForEntryAsync(string content, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => WaitAsync(entry => string.Equals(entry.Content, content, StringComparison.Ordinal), EntryLines.Quoted(content), timeout ?? s_patience,
            cancellationToken);

    /// <summary>Waits until there is a matching entry.</summary>
    /// <param name="predicate">Whether an entry matches. It runs on the thread that logs.</param>
    /// <param name="timeout">The maximum wait, by the system clock; null for 5 seconds.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="description">The expectation, for the message; by default the source of <paramref name="predicate"/>.</param>
    /// <returns>The entry: an existing one, or the next.</returns>
    /// <exception cref="LogAssertionException">It was not logged in time; the message lists the entries.</exception>
    public Task<LogEntry> WaitForEntryAsync(
        Func<LogEntry, bool> predicate,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(predicate))] string? description = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return WaitAsync(predicate, EntryExpectation.With(description), timeout ?? s_patience, cancellationToken);
    }

    /// <summary>Waits until a call of a function has ended.</summary>
    /// <param name="functionName">The function's name.</param>
    /// <param name="timeout">The maximum wait, by the system clock; null for 5 seconds.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The function event: one that has ended already, or the next to end.</returns>
    /// <exception cref="LogAssertionException">None ended in time; the message lists all calls.</exception>
    public async Task<FunctionEvent> WaitForFunctionAsync(string functionName, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _functionWaiters.WaitAsync(call => IsEnded(call, functionName), () => FunctionEvents, timeout ?? s_patience, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new LogAssertionException(
                $"Expected a call of {functionName} to end within {timeout ?? s_patience}, but none did. {Listed(FunctionEvents)}", e);
        }
    }

    private async Task<LogEntry> WaitAsync(Func<LogEntry, bool> predicate, string expected, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await _entryWaiters.WaitAsync(predicate, () => Entries, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new LogAssertionException($"Expected an entry {expected} within {timeout}, but it did not come. {Listed(Entries)}", e);
        }
    }

    private static bool IsEnded(FunctionEvent call, string functionName)
        => call.Outcome is not null && string.Equals(call.Name, functionName, StringComparison.Ordinal);
}
