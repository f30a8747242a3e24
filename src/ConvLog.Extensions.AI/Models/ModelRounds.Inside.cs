using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <content>Rounds of a run that may also be seen by a logged client inside it.</content>
internal sealed partial class ModelRounds
{
    // A client or agent in between may delay the model's messages, even until its tools have ended.
    private void EndStreamedWith(string callId)
    {
        if (_updates.Exists(update => update.Contents.Any(content => content is FunctionCallContent call
            && string.Equals(call.CallId, callId, StringComparison.Ordinal))))
        {
            EndStreamed();
        }
    }

    public void MarkHandledInside(string? agent)
    {
        lock (_lock)
        {
            _isHandledInside = _open is null;
        }
    }
}
