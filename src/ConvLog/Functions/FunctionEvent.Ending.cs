using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends.</content>
public sealed partial class FunctionEvent
{
    /// <summary>Records that the function returned. The first outcome is kept; a later call has no effect.</summary>
    /// <param name="result">The function's result, of any type, captured when this method is called; null if there is none.</param>
    public void Complete(object? result = null)
        => Settle(
            FunctionOutcome.Completed,
            result is null || !_runtime.Capture.KeepsText ? null : _runtime.Capture.Value("result", result),
            error: null,
            errorType: null);

    /// <summary>Records that the function returned, as reported by another party that ran it: its duration, and whether it failed, are unknown.</summary>
    /// <param name="result">The function's result; null if there is none.</param>
    internal void CompleteUnobserved(object? result)
    {
        IsUnobserved = true;
        Complete(result);
    }

    /// <summary>Records, before the outcome is known, that the model's service ran the function.</summary>
    internal void SetHosted() => IsHosted = true;

    /// <summary>
    /// Records that the function failed, or that it was canceled if the exception is an <see cref="OperationCanceledException"/> other than a timeout of
    /// <c>HttpClient</c>. The first outcome is kept; a later call has no effect.
    /// </summary>
    /// <param name="exception">The exception: its type is visible, its message is personal data.</param>
    public void Fail(Exception exception) => Fail(exception, Cancellation.Is(exception));

    /// <summary>Records that the function failed. The first outcome is kept; a later call has no effect.</summary>
    /// <param name="error">A description of the error; personal data by default.</param>
    public void Fail(string error) => Settle(FunctionOutcome.Failed, result: null, error ?? "", errorType: null);

    /// <summary>
    /// Records that the function was canceled, for example because the user left while it ran; a cancellation is not a failure. The first outcome is kept; a
    /// later call has no effect.
    /// </summary>
    /// <param name="reason">The reason; an undefined value counts as <see cref="CancelReason.Unspecified"/>.</param>
    public void Cancel(CancelReason reason = default)
        => Settle(FunctionOutcome.Canceled, result: null, error: null, errorType: null, Cancellation.Normalize(reason));

    /// <summary>Records that an exception ended the function.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isCanceled">Whether the outcome is canceled rather than failed.</param>
    internal void Fail(Exception? exception, bool isCanceled)
        => Settle(
            isCanceled ? FunctionOutcome.Canceled : FunctionOutcome.Failed,
            result: null,
            ExceptionFields.Message(exception),
            exception?.GetType().FullName,
            isCanceled ? _runtime.WhyCanceled(Turn) : null);

    /// <summary>
    /// Ends the event: it is no longer current in any flow. An event without an outcome ends as completed or, if an exception is leaving its <c>using</c>
    /// block, as failed, or as canceled if that is an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>
    /// Only the HRESULT of such an exception is known: <see cref="ErrorType"/> is the framework type that has it, from which the actual type may be derived,
    /// or null if many types share it. A timeout of <c>HttpClient</c> counts as canceled. <c>RunFunction</c> receives the exception itself. With Native AOT,
    /// an exception that leaves the block cannot be detected, and the event ends as completed: use <c>RunFunction</c> or <see cref="Fail(Exception)"/> there.
    /// On .NET 8, an event also ends as failed if its method caught the exception of a task that it awaited and ended without awaiting another one: call
    /// <c>Complete</c> there.
    /// </remarks>
    public void Dispose()
    {
        if (!_isOpen)
        {
            return;
        }

        if (Entered is { } entered)
        {
            _runtime.Exit(entered);
        }

        if (IsUnsettled && PassingException.Since(_passingAtStart) is { } passing)
        {
            var (outcome, reason) = passing.IsCanceled ? (FunctionOutcome.Canceled, _runtime.WhyCanceled(Turn)) : (FunctionOutcome.Failed, (CancelReason?)null);
            Settle(outcome, result: null, Passing.Error, passing.Type, reason);
        }

        Settle(FunctionOutcome.Completed, result: null, error: null, errorType: null);
        End();
        _runtime.FunctionEnded(this);
    }

    /// <summary>Closes an event that is open when the conversation ends, or that begins after it.</summary>
    internal void Abandon()
    {
        Settle(FunctionOutcome.Abandoned, result: null, error: null, errorType: null);
        End();
    }

    /// <summary>Publishes an event that is open when the conversation ends as abandoned; it is published again when it ends.</summary>
    internal void AbandonAtClose()
    {
        lock (_lock)
        {
            Settle(FunctionOutcome.Abandoned, result: null, error: null, errorType: null);
            WasOpenAtEnd = true;
        }

        Interlocked.Increment(ref _revision);
    }

    private void End()
    {
        _isOpen = false;
        Interlocked.Increment(ref _revision);
        _began?.ReleaseEvent();
        _began = null;
        Entered?.End();
        Entered?.EndedId = Id;
    }

    private void Settle(FunctionOutcome outcome, LogField? result, string? error, string? errorType, CancelReason? reason = null)
    {
        if (!_isOpen && Outcome == FunctionOutcome.Abandoned)
        {
            _runtime.DropLate();
        }

        lock (_lock)
        {
            if (!IsUnsettled || !_isOpen)
            {
                return;
            }

            (Outcome, CancelReason) = (outcome, reason);
            Result = result;
            Error = _runtime.Capture.KeepsText ? error : null;
            ErrorType = errorType;
            bool hasNone = outcome is FunctionOutcome.Abandoned or FunctionOutcome.Declined || IsUnobserved || IsHosted;
            Duration = hasNone ? null : _runtime.Time.GetElapsedTime(_startTimestamp);
        }
    }
}
