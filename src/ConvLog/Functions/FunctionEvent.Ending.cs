using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends.</content>
public sealed partial class FunctionEvent
{
    /// <summary>Settles that the function returned. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="result">What it returned: any value, captured now. Null for nothing.</param>
    public void Complete(object? result = null)
        => Settle(
            FunctionOutcome.Completed,
            result is null || !_runtime.Capture.KeepsText ? null : _runtime.Capture.Value("result", result),
            error: null,
            errorType: null);

    /// <summary>Settles that the function returned, as somebody else reports it who ran it: how long it took is not known, nor whether it failed.</summary>
    /// <param name="result">As above.</param>
    internal void CompleteUnobserved(object? result)
    {
        IsUnobserved = true;
        Complete(result);
    }

    /// <summary>Takes that the model's service ran it, before it is settled.</summary>
    internal void SetHosted() => IsHosted = true;

    /// <summary>
    /// Settles that the function failed, or, with an <see cref="OperationCanceledException"/> that is no timeout of <c>HttpClient</c>, that it was canceled.
    /// The first outcome holds; a later call changes nothing.
    /// </summary>
    /// <param name="exception">What it failed with: the type is visible, the message is personal data.</param>
    public void Fail(Exception exception) => Fail(exception, Cancellation.Is(exception));

    /// <summary>Settles that the function failed. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="error">Why, in words; personal data by default.</param>
    public void Fail(string error) => Settle(FunctionOutcome.Failed, result: null, error ?? "", errorType: null);

    /// <summary>
    /// Settles that the function was canceled, as when the user leaves while it runs: that is no failure. The first outcome holds; a later call changes
    /// nothing.
    /// </summary>
    /// <param name="reason">Why; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    public void Cancel(CancelReason reason = default)
        => Settle(FunctionOutcome.Canceled, result: null, error: null, errorType: null, Cancellation.Known(reason));

    /// <summary>Settles that an exception ended the function.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isCanceled">Whether that cancels it; else it has failed.</param>
    internal void Fail(Exception? exception, bool isCanceled)
        => Settle(
            isCanceled ? FunctionOutcome.Canceled : FunctionOutcome.Failed,
            result: null,
            ExceptionFields.Message(exception),
            exception?.GetType().FullName,
            isCanceled ? _runtime.WhyCanceled(Turn) : null);

    /// <summary>
    /// Ends the event: it is no longer current, in any flow. Without an outcome it ends as completed; while an exception passes, as when it is thrown inside
    /// the event's <c>using</c> block, as failed, or canceled by an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>
    /// Of an exception that passes, only the HRESULT is known: <see cref="ErrorType"/> is the framework's type that has it, of which the actual one may be
    /// derived, or null where many types share it; a timeout of <c>HttpClient</c> is taken as canceled. <c>RunFunction</c> knows the exception itself. Under
    /// Native AOT a passing exception cannot be seen, and the event ends as completed: use <c>RunFunction</c> or <see cref="Fail(Exception)"/> there. On .NET
    /// 8, an event also ends as failed if its method caught the exception of a task that it awaited and ended without awaiting another one: call
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
            _runtime.Leave(entered);
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

    /// <summary>Closes what the conversation's end still finds open, or what is begun after it.</summary>
    internal void Abandon()
    {
        Settle(FunctionOutcome.Abandoned, result: null, error: null, errorType: null);
        End();
    }

    /// <summary>The conversation ends while it is open: it is published as abandoned, and once more when it ends.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            Settle(FunctionOutcome.Abandoned, result: null, error: null, errorType: null);
            IsLeft = true;
        }

        Interlocked.Increment(ref _revision);
    }

    private void End()
    {
        _isOpen = false;
        Interlocked.Increment(ref _revision);
        _began?.LetGo();
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
