using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends.</content>
public sealed partial class ModelCall
{
    /// <summary>Ends the call with the model's answer. Only the first end counts; a later one has no effect.</summary>
    /// <param name="response">The answer, with the tool calls that the model requests; null if it is not kept.</param>
    /// <param name="usage">The tokens and cost of the call; null if unknown. An empty model name means the model of the call.</param>
    /// <param name="finishReason">Why the model stopped, in the provider's wording.</param>
    /// <param name="responseId">The provider's ID of the answer.</param>
    public void Complete(ModelMessage? response = null, ModelUsage? usage = null, string? finishReason = null, string? responseId = null)
        => Complete(ago: default, response, usage, finishReason, responseId);

    /// <summary>Ends a call whose end was noticed late.</summary>
    /// <param name="ago">How long ago the call ended; limited to the time since it began.</param>
    /// <param name="response">The answer; null if it is not kept.</param>
    /// <param name="usage">The tokens and cost of the call; null if unknown.</param>
    /// <param name="finishReason">Why the model stopped.</param>
    /// <param name="responseId">The provider's ID of the answer.</param>
    internal void Complete(TimeSpan ago, ModelMessage? response, ModelUsage? usage, string? finishReason, string? responseId)
        => End(new Ending(FunctionOutcome.Completed) { Response = response, Usage = usage, FinishReason = finishReason, ResponseId = responseId,
            TimeSinceEnd = ago });

    /// <summary>
    /// Ends the call as failed, or as canceled if the exception is an <see cref="OperationCanceledException"/> other than a timeout of <c>HttpClient</c>.
    /// Only the first end counts; a later one has no effect.
    /// </summary>
    /// <param name="exception">The exception: its type is visible, its message is personal data.</param>
    /// <param name="response">The part of the answer that had arrived; null if none had.</param>
    /// <param name="usage">The tokens and cost used until then; null if unknown.</param>
    public void Fail(Exception exception, ModelMessage? response = null, ModelUsage? usage = null)
        => Fail(exception, Cancellation.Is(exception), response, usage);

    /// <summary>Ends the call as failed. Only the first end counts; a later one has no effect.</summary>
    /// <param name="error">A description of the error; personal data by default.</param>
    /// <param name="response">The part of the answer that had arrived; null if none had.</param>
    /// <param name="usage">The tokens and cost used until then; null if unknown.</param>
    public void Fail(string error, ModelMessage? response = null, ModelUsage? usage = null)
        => End(new Ending(FunctionOutcome.Failed) { Response = response, Usage = usage, Error = error ?? "" });

    /// <summary>
    /// Ends the call as canceled, for example because the user left before the answer was complete; a cancellation is not a failure. Only the first end
    /// counts; a later one has no effect.
    /// </summary>
    /// <param name="reason">The reason; an undefined value counts as <see cref="CancelReason.Unspecified"/>.</param>
    /// <param name="soFar">The part of the answer that had arrived; null if none had.</param>
    /// <param name="usage">The tokens and cost used until then; null if unknown.</param>
    public void Cancel(CancelReason reason = default, ModelMessage? soFar = null, ModelUsage? usage = null)
        => End(new Ending(FunctionOutcome.Canceled) { CancelReason = Cancellation.Normalize(reason), Response = soFar, Usage = usage });

    /// <summary>Ends a call with an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isCanceled">Whether the outcome is canceled rather than failed.</param>
    /// <param name="response">The part of the answer that had arrived; null if none had.</param>
    /// <param name="usage">The tokens and cost used until then; null if unknown.</param>
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
    /// Ends a call that has not ended yet, as completed or, if an exception is leaving its <c>using</c> block, as failed, or as canceled if that is an
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>For how much is known of such an exception, and for Native AOT, see <see cref="FunctionEvent.Dispose"/>.</remarks>
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

    /// <summary>Closes a call that is open when the conversation ends, or that begins after it, without publishing an end.</summary>
    internal void Abandon() => Abandon(isLeft: false);

    /// <summary>Publishes a call that is open when the conversation ends as abandoned; it is published again when it ends.</summary>
    internal void AbandonAtClose() => Abandon(isLeft: true);

    // A concurrent end finds the call either open or left.
    private void Abandon(bool isLeft)
    {
        lock (_lock)
        {
            Settle(new Ending(FunctionOutcome.Abandoned));
            WasOpenAtEnd = isLeft;
        }
    }

    private void End(in Ending ending)
    {
        try
        {
            if (Settle(ending))
            {
                Turn.AddModelCall(this);
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
            var now = _runtime.Time.GetUtcNow() - ending.TimeSinceEnd;
            LatestAt = now > StartedAt ? now : StartedAt;
            Response = response;
            Usage = IsCached ? null : ending.Usage?.Of(Model, TimeToFirstToken);
            FinishReason = capture.OptionalText(ending.FinishReason);
            ResponseId = capture.OptionalText(ending.ResponseId);
            Error = capture.FreeText(ending.Error);
            ErrorType = ending.ErrorType;
            var took = _runtime.Time.GetElapsedTime(_startTimestamp) - ending.TimeSinceEnd;
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

        public TimeSpan TimeSinceEnd { get; init; }
    }
}
