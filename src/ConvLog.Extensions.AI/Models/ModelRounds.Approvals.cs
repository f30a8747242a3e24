using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <content>Calls that need the user's approval.</content>
internal sealed partial class ModelRounds
{
    private bool IsApproved(ChatResponseUpdate update)
        => _approved.Count > 0 && update.Contents.Count > 0
            && update.Contents.All(content => content is FunctionCallContent call && _approved.Contains(call.CallId));

    private bool IsAnswered(Round round) => round.CallIds.Count > 0 && _approved.IsSupersetOf(round.CallIds);
}
