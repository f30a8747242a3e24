namespace ConvLog;

/// <content>What cancellations mean.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Says what it means that a token is canceled, until the result is disposed: turns, function events and model calls that an
    /// <see cref="OperationCanceledException"/> ends from then on get the reason, as far as the host gives none. <c>UseConvLog</c> explains a request's
    /// <c>RequestAborted</c> and the host's stop.
    /// </summary>
    /// <param name="token">The token, such as that of a connection. Of several that are canceled, the one that was explained first counts.</param>
    /// <param name="reason">What it means; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    /// <returns>May be disposed more than once, and on any thread.</returns>
    public IDisposable ExplainCancel(CancellationToken token, CancelReason reason) => _runtime.Explain(token, reason);
}
