using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <content>Rounds of a run that a logged client inside may see.</content>
internal sealed partial class ModelRounds
{
    // A client or agent in between may hold back what the model said, also until its tools have ended.
    private void EndStreamedWith(string callId)
    {
        if (_updates.Exists(update => update.Contents.Any(content => content is FunctionCallContent call
            && string.Equals(call.CallId, callId, StringComparison.Ordinal))))
        {
            EndStreamed();
        }
    }

    public void SeenInside(string? agent)
    {
        lock (_lock)
        {
            _isSeenInside = _open is null;
        }
    }
}
