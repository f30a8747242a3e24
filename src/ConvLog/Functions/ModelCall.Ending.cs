using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends.</content>
public sealed partial class ModelCall
{
    /// <summary>Ends the call with the model's answer. The first end holds; a later one changes nothing.</summary>
    /// <param name="response">The answer, with the tools that the model wants called; null where it is not kept.</param>
    /// <param name="usage">What it took; null where not told. Its model may be empty: the call's is meant.</param>
    /// <param name="finishReason">Why the model stopped, as its provider writes it.</param>
    /// <param name="responseId">The provider's id of the answer.</param>
    public void Complete(ModelMessage? response = null, ModelUsage? usage = null, string? finishReason = null, string? responseId = null)
        => Complete(ago: default, response, usage, finishReason, responseId);

    /// <summary>Ends a call whose end is noticed only now.</summary>
    /// <param name="ago">How long ago it ended, at most as long ago as it began.</param>
    /// <param name="response">As above.</param>
    /// <param name="usage">As above.</param>
    /// <param name="finishReason">As above.</param>
    /// <param name="responseId">As above.</param>
    internal void Complete(TimeSpan ago, ModelMessage? response, ModelUsage? usage, string? finishReason, string? responseId)
        => End(new Ending(FunctionOutcome.Completed) { Response = response, Usage = usage, FinishReason = finishReason, ResponseId = responseId, Ago = ago });

    /// <summary>
    /// Ends the call as failed, or, with an <see cref="OperationCanceledException"/> that is no timeout of <c>HttpClient</c>, as canceled. The first end holds;
    /// a later one changes nothing.
    /// </summary>
    /// <param name="exception">What it failed with: the type is visible, the message is personal data.</param>
    /// <param name="response">What had arrived of the answer; null for nothing.</param>
    /// <param name="usage">What it took nevertheless; null where not told.</param>
    public void Fail(Exception exception, ModelMessage? response = null, ModelUsage? usage = null)
        => Fail(exception, Cancellation.Is(exception), response, usage);

    /// <summary>Ends the call as failed. The first end holds; a later one changes nothing.</summary>
    /// <param name="error">Why, in words; personal data by default.</param>
    /// <param name="response">What had arrived of the answer; null for nothing.</param>
    /// <param name="usage">What it took nevertheless; null where not told.</param>
    public void Fail(string error, ModelMessage? response = null, ModelUsage? usage = null)
        => End(new Ending(FunctionOutcome.Failed) { Response = response, Usage = usage, Error = error ?? "" });

    /// <summary>
    /// Ends the call as canceled, as when the user leaves before the answer is complete: that is no failure. The first end holds; a later one changes nothing.
    /// </summary>
    /// <param name="reason">Why; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    /// <param name="soFar">What had arrived of the answer; null for nothing.</param>
    /// <param name="usage">What it took nevertheless; null where not told.</param>
    public void Cancel(CancelReason reason = default, ModelMessage? soFar = null, ModelUsage? usage = null)
        => End(new Ending(FunctionOutcome.Canceled) { CancelReason = Cancellation.Known(reason), Response = soFar, Usage = usage });

    /// <summary>Ends a call that an exception ended.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isCanceled">Whether that cancels it; else it has failed.</param>
    /// <param name="response">As above.</param>
    /// <param name="usage">As above.</param>
    internal void Fail(Exception? exception, bool isCanceled, ModelMessage? response = null, ModelUsage? usage = null)
        => End(new Ending(isCanceled ? FunctionOutcome.Canceled : FunctionOutcome.Failed)
        {
            CancelReason = isCanceled ? _runtime.WhyCanceled(Turn) : null,
            Response = response,
            Usage = usage,
            Error = ExceptionFields.Message(exception),
            ErrorType = exception?.GetType().FullName,
        });

    /// <summary>
    /// Ends a call that has not ended: as completed; while an exception passes, as when it is thrown inside the call's <c>using</c> block, as failed, or
    /// canceled by an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>For what is known of a passing exception, and the limit of Native AOT, see <see cref="FunctionEvent.Dispose"/>.</remarks>
    public void Dispose()
    {
        if (IsUnsettled && PassingException.Since(_passingAtStart) is { } passing)
        {
            var (outcome, reason) = passing.IsCanceled ? (FunctionOutcome.Canceled, _runtime.WhyCanceled(Turn)) : (FunctionOutcome.Failed, (CancelReason?)null);
            End(new Ending(outcome) { CancelReason = reason, Error = Passing.Error, ErrorType = passing.Type });
        }
        else if (IsUnsettled)
        {
            Complete();
        }
    }

    /// <summary>Closes what the conversation's end still finds open, or what is begun after it: there is no end to publish here.</summary>
    internal void Abandon() => Abandon(isLeft: false);

    /// <summary>The conversation ends while it is open: sinks are told that it is abandoned, and once more when it ends.</summary>
    internal void Leave() => Abandon(isLeft: true);

    // An end that comes meanwhile finds it open, or left.
    private void Abandon(bool isLeft)
    {
        lock (_lock)
        {
            Settle(new Ending(FunctionOutcome.Abandoned));
            IsLeft = isLeft;
        }
    }

    private void End(in Ending ending)
    {
        try
        {
            if (Settle(ending))
            {
                Turn.Take(this);
                _runtime.ModelCallEnded(this);
            }
            else if (Outcome == FunctionOutcome.Abandoned)
            {
                _runtime.DropLate();
            }
        }
        catch (Exception e)
        {
            _runtime.Drop(_runtime.Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }

    private bool Settle(in Ending ending)
    {
        var capture = _runtime.Capture;
        var response = ending.Response?.Captured(capture, _runtime.UtterancesArePersonal);
        lock (_lock)
        {
            if (!IsUnsettled)
            {
                return false;
            }

            (Outcome, CancelReason) = (ending.Outcome, ending.CancelReason);
            var now = _runtime.Time.GetUtcNow() - ending.Ago;
            LatestAt = now > StartedAt ? now : StartedAt;
            Response = response;
            Usage = IsCached ? null : ending.Usage?.Of(Model, TimeToFirstToken);
            FinishReason = capture.OptionalText(ending.FinishReason);
            ResponseId = capture.OptionalText(ending.ResponseId);
            Error = capture.FreeText(ending.Error);
            ErrorType = ending.ErrorType;
            var took = _runtime.Time.GetElapsedTime(_startTimestamp) - ending.Ago;
            Duration = ending.Outcome == FunctionOutcome.Abandoned ? null : took > TimeSpan.Zero ? took : TimeSpan.Zero;
            return true;
        }
    }

    private readonly struct Ending(FunctionOutcome outcome)
    {
        public FunctionOutcome Outcome => outcome;

        public CancelReason? CancelReason { get; init; }

        public ModelMessage? Response { get; init; }

        public ModelUsage? Usage { get; init; }

        public string? FinishReason { get; init; }

        public string? ResponseId { get; init; }

        public string? Error { get; init; }

        public string? ErrorType { get; init; }

        public TimeSpan Ago { get; init; }
    }
}
